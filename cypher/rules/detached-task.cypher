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
//   id: "Isi `contributes_to` dari {subject} dengan indikator atau sasaran yang didukungnya, atau hapus langkah itu bila memang tidak diperlukan."
//   en: "Fill in `contributes_to` of {subject} with the indicator or objective that it supports, or drop the step where nothing needs it."
// fields: [tasks.contributes_to]
// message:
//   id: "Tugas {subject} tidak berkontribusi pada indikator atau sasaran mana pun."
//   en: "Task {subject} contributes to no indicator and no objective."
// example:
//   before:
//     id: "Langkah `T-3` («Pembuatan surat undangan peserta») tidak menyebut hasil yang didukungnya."
//     en: "Step `T-3` (“writing the letters of invitation”) names no result that it supports."
//   after:
//     id: "`T-3` mendukung indikator `IKK-1` («Jumlah pelatihan usaha baru»)."
//     en: "`T-3` supports indicator `IKK-1` (“number of start-up trainings”)."
//   cells:
//     - {cell: tasks.contributes_to, row: T-3, before: "", after: "IKK-1"}
// limits:
//   id: "Kontribusi yang ditolak tidak dihitung. Apakah indikator yang ditunjuk sendiri tersambung ke atas diperiksa oleh aturan lain."
//   en: "A rejected contribution does not count. Whether the indicator named leads on itself is looked at by other rules."
// source:
//   - text: {id: "Paparan KemenPANRB tentang cascading kinerja", en: "KemenPANRB's slides on cascading kinerja"}
//     about:
//       id: "Metode: kinerja individu dibaca dari proses bisnis atau SOP setiap kegiatan"
//       en: "Method: individual performance is read from the business process or SOP of each activity"
//   - text: PermenPANRB 35/2012
//     about:
//       id: "Pedoman SOP AP: pelaksana, waktu dan keluaran setiap langkah (disarikan)"
//       en: "Guideline for SOPs: performer, time and output of each step (paraphrased)"
// anchor: [Task]
// columns: {id: str}
// identity: [id]
// population: population-tasks
// needs: population-tasks
// needs_why:
//   id: "Rencana ini tidak memuat langkah SOP."
//   en: "The plan has no tasks."
// since: 0.1.0
// ---
MATCH (t:Task {scope: $scope})
WHERE NOT (t)-[:CONTRIBUTES_TO]->()
RETURN t.id AS id
