// ---
// id: task-without-standard
// severity: warning
// category: people
// title:
//   id: Tugas tanpa mutu baku
//   en: Task without standard
// what:
//   id: "Langkah SOP yang jumlah keluaran, satuan keluaran, atau waktunya tidak diketahui. Ketiganya termasuk mutu baku langkah itu."
//   en: "A task whose output quantity, output unit or duration is unknown. The three belong to the standard of an SOP step."
// why:
//   id: "Tanpa mutu baku, langkah itu tidak dapat diukur dan beban kerjanya tidak dapat dihitung."
//   en: Without its standard a step cannot be measured and its workload cannot be computed.
// mend:
//   id: "Lengkapi `output_quantity`, `output_unit`, `duration`, dan `duration_unit` untuk {subject}."
//   en: "Complete `output_quantity`, `output_unit`, `duration` and `duration_unit` of {subject}."
// fields: [tasks.output_quantity, tasks.output_unit, tasks.duration, tasks.duration_unit]
// message:
//   id: "Tugas {subject} tidak lengkap mutu bakunya: jumlah keluaran, satuan keluaran, atau waktu belum diisi."
//   en: "Task {subject} lacks part of its standard: output quantity, output unit or duration is not given."
// example:
//   before:
//     id: "Langkah `T-1` menghasilkan 1 proposal, tetapi waktunya kosong."
//     en: "Step `T-1` gives 1 proposal, but its time is empty."
//   after:
//     id: "Waktunya 8 jam."
//     en: "Its time is 8 hours."
//   cells:
//     - {cell: tasks.duration, row: T-1, before: "", after: "8"}
//     - {cell: tasks.duration_unit, row: T-1, before: "", after: "hour"}
// limits:
//   id: "Nol adalah nilai yang diketahui. Kelengkapan (masukan) langkah dan mutu keluarannya tidak dilihat. Standar yang tidak dapat dibaca dilaporkan `unreadable-value` saja."
//   en: "Zero is a known value. Inputs of the step and the quality of its output are not seen. A standard that could not be read is told by `unreadable-value` alone."
// source:
//   - text: PermenPANRB 35/2012
//     about:
//       id: "langkah SOP memuat pelaksana dan mutu baku: kelengkapan, waktu, keluaran"
//       en: "an SOP step names its performer and its standard: inputs, time, output"
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
  WHERE t.output_quantity IS NULL OR t.output_unit IS NULL OR t.duration_minutes IS NULL
  RETURN t.id AS id, null AS problem
  UNION ALL
  // A value that a lenient load could not read is not missing.
  MATCH (p:Problem {scope: $scope})
  WHERE p.subject_label = 'Task'
    AND p.heading IN ['output_quantity', 'output_unit', 'duration', 'duration_unit']
  RETURN p.subject_id AS id, p.id AS problem
}
WITH id, count(problem) AS unread
WHERE unread = 0
RETURN id
