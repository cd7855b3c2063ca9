// ---
// id: output-wording-at-strategic-level
// severity: warning
// category: level
// title:
//   id: Hasil berbunyi keluaran
//   en: Result worded as output
// what:
//   id: "Indikator tingkat 0 atau 1 yang kolom jenisnya (`kind`) kosong dan yang namanya diawali kata jumlah, frekuensi, banyaknya, terlaksananya, tersusunnya, tersedianya, atau terselenggaranya."
//   en: "An indicator of level 0 or 1 whose column `kind` is empty and whose name begins with an Indonesian word for counting work: jumlah (number of), frekuensi (frequency of), banyaknya (how many), terlaksananya, tersusunnya, tersedianya or terselenggaranya (… is carried out, drawn up, provided, organised)."
// why:
//   id: "Kata-kata itu biasanya menghitung pekerjaan atau barang, sehingga indikator hasil bisa jadi sebenarnya keluaran."
//   en: "These words usually count work or goods, so what is offered as a result may be an output."
// mend:
//   id: "Isi jenis {subject} (kolom `kind`). Bila memang keluaran, ganti dengan indikator hasil dan turunkan indikator ini ke tingkat pelaksanaannya."
//   en: "State the kind of {subject} (column `kind`). If it is an output, put an outcome indicator in its place and move this one down to the level that carries it out."
// fields: [indicators.kind, indicators.name, indicators.level]
// message:
//   id: "Indikator {subject} berada pada tingkat strategis (0–1) tanpa jenis, dan namanya diawali kata «{word}» yang lazim untuk keluaran."
//   en: "Indicator {subject} stands at strategic level (0–1) without a kind, and its name begins with “{word}”, a word usual for outputs."
// example:
//   before:
//     id: "Di tingkat 1, `IKU-1` menghitung pelatihan, dan jenisnya kosong."
//     en: "At level 1, `IKU-1` counts trainings (“number of start-up trainings”), and no kind is given."
//   after:
//     id: "`IKU-1` mengukur hasil pelatihan itu."
//     en: "`IKU-1` measures what comes of them (“share of trainees who opened a business”)."
//   cells:
//     - {cell: indicators.name, row: IKU-1, before: "Jumlah pelatihan usaha baru", after: "Persentase peserta pelatihan yang membuka usaha"}
//     - {cell: indicators.kind, row: IKU-1, before: "", after: "outcome"}
// limits:
//   id: "Hanya dugaan dari kata pertama dalam bahasa Indonesia, dibandingkan utuh: «Jumlah:» atau «% jumlah …» tidak terbaca, dan «Jumlah kematian ibu» ikut terbaca walaupun sebuah hasil."
//   en: "A guess by the first Indonesian word, compared whole: “Jumlah:” or “% jumlah …” is not seen, and “Jumlah kematian ibu” (maternal deaths) is, although it is a result."
// source:
//   - text: PermenPANRB 89/2021
//     about:
//       id: penjenjangan kinerja dimulai dengan memilih outcome
//       en: cascading begins with the choice of an outcome
//   - text: {id: "Praktik penyusunan kinerja", en: "Practice of performance planning"}
//     about:
//       id: "daftar kata adalah kebiasaan penelaah, bukan ketentuan"
//       en: "the list of words is a habit of reviewers, not a regulation"
// anchor: [Indicator]
// columns: {id: str, word: str}
// identity: [id]
// spoken: [word]
// population: population-strategic-indicators-without-kind
// since: 0.1.0
// ---
MATCH (i:Indicator {scope: $scope})
WHERE i.level <= 1 AND i.kind IS NULL
WITH i, split(i.name_key, ' ')[0] AS word
WHERE word IN ['jumlah', 'frekuensi', 'banyaknya', 'terlaksananya', 'tersusunnya', 'tersedianya',
               'terselenggaranya']
RETURN i.id AS id, word
