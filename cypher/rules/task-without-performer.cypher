// ---
// id: task-without-performer
// severity: error
// category: people
// title:
//   id: Tugas tanpa pelaksana
//   en: Task without performer
// what:
//   id: Langkah SOP yang tidak dilaksanakan jabatan mana pun.
//   en: A task that no post performs.
// why:
//   id: Tugas tanpa pelaksana tidak dapat menjadi ukuran kinerja siapa pun.
//   en: A step without a performer can be nobody’s measure.
// mend:
//   id: "Tetapkan jabatan pelaksana {subject} pada kolom `performer`."
//   en: "Name the post that performs {subject} in the column `performer`."
// fields: [tasks.performer]
// message:
//   id: "Tugas {subject} tidak mempunyai pelaksana."
//   en: "Task {subject} has no performer."
// example:
//   before:
//     id: "Langkah `T-3` («Pembuatan surat undangan peserta») tidak menyebut pelaksananya."
//     en: "Step `T-3` (“writing the letters of invitation”) names nobody who performs it."
//   after:
//     id: "Pelaksananya Staf C (`staf-c`)."
//     en: "It is performed by Staff C (`staf-c`)."
//   cells:
//     - {cell: tasks.performer, row: T-3, before: "", after: "staf-c"}
// limits:
//   id: Pelaksana yang ditulis dalam nama langkah tidak terbaca. Pelaksana yang tidak ditemukan dilaporkan `dangling-reference` saja.
//   en: A performer written in the name of the step is not seen. A performer that does not exist is told by `dangling-reference` alone.
// source:
//   - text: PermenPANRB 35/2012
//     about:
//       id: "langkah SOP memuat pelaksana dan mutu baku: kelengkapan, waktu, keluaran"
//       en: "an SOP step names its performer and its standard: inputs, time, output"
//   - text: {id: "Paparan KemenPANRB tentang cascading kinerja", en: "KemenPANRB's slides on cascading kinerja"}
//     about:
//       id: "kinerja individu dibaca dari SOP: siapa mengerjakan apa dengan target apa"
//       en: "individual performance is read from the SOP: who does what, with what target"
// anchor: [Task]
// columns: {id: str}
// identity: [id]
// population: population-tasks
// needs: population-tasks
// needs_why:
//   id: Rencana ini tidak memuat langkah SOP.
//   en: The plan has no tasks.
// since: 0.1.0
// ---
CALL () {
  MATCH (t:Task {scope: $scope})
  WHERE NOT (t)<-[:PERFORMS]-()
  RETURN t.id AS id, null AS problem
  UNION ALL
  // A value that a lenient load could not read is not missing.
  MATCH (p:Problem {scope: $scope})
  WHERE p.subject_label = 'Task' AND p.heading = 'performer'
  RETURN p.subject_id AS id, p.id AS problem
}
WITH id, count(problem) AS unread
WHERE unread = 0
RETURN id
