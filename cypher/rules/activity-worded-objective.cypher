// ---
// id: activity-worded-objective
// severity: warning
// category: level
// title:
//   id: Sasaran berbunyi kegiatan
//   en: Objective worded as an activity
// what:
//   id: "Sasaran yang diawali kata kerja kegiatan: melaksanakan, menyusun, menyelenggarakan, melakukan, membuat, mengadakan, menyiapkan, mengelola, memfasilitasi, atau mengoordinasikan."
//   en: "An objective that begins with an Indonesian verb of doing: melaksanakan (carry out), menyusun (draw up), menyelenggarakan (organise), melakukan (do), membuat (make), mengadakan (hold), menyiapkan (prepare), mengelola (manage), memfasilitasi (facilitate) or mengoordinasikan (coordinate)."
// why:
//   id: "Sasaran menyatakan keadaan yang hendak dicapai. Kata kerja kegiatan membuat sasaran tercapai begitu pekerjaan selesai, apa pun hasilnya."
//   en: "An objective states a condition to be reached. Worded as an activity it is met as soon as the work is done, whatever came of it."
// mend:
//   id: "Tulis ulang {subject} sebagai keadaan, misalnya «Meningkatnya …» atau «Terwujudnya …», dan pindahkan kegiatannya ke langkah SOP atau indikator keluaran."
//   en: "Reword {subject} as a condition, such as “Meningkatnya …” (more …) or “Terwujudnya …” (… is achieved), and move the activity to an SOP step or an output indicator."
// fields: [objectives.name]
// message:
//   id: "Sasaran {subject} diawali kata «{word}», sehingga berbunyi kegiatan, bukan keadaan yang hendak dicapai."
//   en: "Objective {subject} begins with “{word}” and so names an activity, not a condition to be reached."
// example:
//   before:
//     id: "Sasaran `SAS-1` berbunyi kegiatan: tercapai begitu pelatihannya selesai."
//     en: "Objective `SAS-1` is worded as an activity (“to hold trainings for new businesses”): it is met as soon as they are held."
//   after:
//     id: "`SAS-1` menyatakan keadaan yang dituju."
//     en: "`SAS-1` states the condition that is aimed at (“more new businesses that last”)."
//   cells:
//     - {cell: objectives.name, row: SAS-1, before: "Melaksanakan pelatihan usaha baru", after: "Meningkatnya jumlah usaha baru yang bertahan"}
// limits:
//   id: "Hanya kata pertama yang dibaca, dan hanya kesepuluh kata itu."
//   en: "Only the first word is read, and only these ten words."
// source:
//   - text: {id: "Praktik penyusunan renstra", en: "Practice of strategic planning"}
//     about:
//       id: "sasaran ditulis sebagai keadaan («Meningkatnya …»); daftar kata adalah kebiasaan penelaah"
//       en: "objectives are worded as conditions (“Meningkatnya …”); the list of words is a habit of reviewers"
//   - text: PermenPANRB 8/2021
//     about:
//       id: "peran dalam matriks dinyatakan sebagai hasil, bukan kegiatan; peraturan ini telah digantikan PermenPANRB 6/2022"
//       en: "roles in the matrix are stated as results, not activities; this regulation was succeeded by PermenPANRB 6/2022"
// anchor: [Objective]
// columns: {id: str, word: str}
// identity: [id]
// spoken: [word]
// population: population-objectives
// since: 0.1.0
// ---
MATCH (o:Objective {scope: $scope})
WITH o, split(o.name_key, ' ')[0] AS word
WHERE word IN ['melaksanakan', 'menyusun', 'menyelenggarakan', 'melakukan', 'membuat', 'mengadakan',
               'menyiapkan', 'mengelola', 'memfasilitasi', 'mengoordinasikan']
RETURN o.id AS id, word
