// ---
// id: detached-task
// severity: warning
// category: chain
// title: {id: Tugas lepas, en: Detached task}
// what:
//   id: "Langkah SOP tidak berkontribusi pada indikator atau sasaran mana pun."
//   en: "A step of an SOP contributes to no indicator and no objective."
// why:
//   id: "Kinerja individu dibaca dari SOP: pekerjaan yang tidak menuju hasil apa pun menyita waktu tanpa dapat dipertanggungjawabkan sebagai kinerja."
//   en: "Individual performance is read from SOPs: work that leads to no result takes time and cannot be accounted for as performance."
// mend:
//   id: "Isi contributes_to dari {subject} dengan indikator atau sasaran yang didukungnya, atau hapus langkah itu bila memang tidak diperlukan."
//   en: "Fill in contributes_to of {subject} with the indicator or objective that it supports, or drop the step where nothing needs it."
// message:
//   id: "Tugas {subject} tidak berkontribusi pada indikator atau sasaran mana pun."
//   en: "Task {subject} contributes to no indicator and no objective."
// example:
//   before:
//     id: "«Pembuatan surat undangan peserta» tanpa contributes_to."
//     en: "«Writing the letters of invitation» without contributes_to."
//   after:
//     id: "Tugas itu berkontribusi pada indikator «Jumlah pelatihan usaha baru»."
//     en: "The task contributes to the indicator «Number of start-up trainings»."
// limits:
//   id: "Kontribusi yang ditolak tidak dihitung. Apakah indikator yang ditunjuk sendiri tersambung ke atas diperiksa oleh aturan lain."
//   en: "A rejected contribution does not count. Whether the indicator named leads on itself is looked at by other rules."
// source:
//   - text: "Paparan KemenPANRB tentang cascading kinerja"
//     about:
//       id: "Metode: kinerja individu dibaca dari proses bisnis atau SOP setiap kegiatan."
//       en: "Method: individual performance is read from the business process or SOP of each activity."
//   - text: PermenPANRB 35/2012
//     about:
//       id: "Pedoman SOP AP: pelaksana, waktu dan keluaran setiap langkah (disarikan)."
//       en: "Guideline for SOPs: performer, time and output of each step (paraphrased)."
// anchor: [Task]
// columns: {id: str}
// identity: [id]
// population: population-tasks
// needs: population-tasks
// needs_why:
//   id: "Edisi ini tidak memuat tugas SOP."
//   en: "This edition has no SOP tasks."
// since: 0.1.0
// ---
MATCH (t:Task {scope: $scope})
WHERE NOT (t)-[:CONTRIBUTES_TO]->()
RETURN t.id AS id
