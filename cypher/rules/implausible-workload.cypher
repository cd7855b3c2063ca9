// ---
// id: implausible-workload
// severity: info
// category: people
// title:
//   id: Beban kerja tidak masuk akal
//   en: Implausible workload
// what:
//   id: "Jabatan yang jumlah waktu × volume seluruh langkah SOP-nya melebihi `working_minutes` menit setahun (bila tidak diubah: 75.000). Langkah yang waktu atau volumenya tidak diketahui dilewati; setiap pelaksana dianggap memikul seluruh langkah."
//   en: "A post whose duration × volume, added up over the tasks that it performs, is more than `working_minutes` a year (75,000 unless it was set). Tasks that lack one of the two are passed over; every performer is taken to bear the whole task."
// why:
//   id: "Pekerjaan yang melebihi jam kerja setahun sulit diselesaikan, atau angkanya salah."
//   en: "Work beyond the hours of a year can hardly be done, or the figures are wrong."
// mend:
//   id: "Periksa waktu dan volume langkah {subject}; bagi pekerjaannya, atau tetapkan jabatan bagi tiap pelaksana bila jabatan itu diisi beberapa orang."
//   en: "Check durations and volumes of the tasks of {subject}; share the work, or give each holder a post where several people hold it."
// fields: [tasks.duration, tasks.duration_unit, tasks.volume, tasks.performer]
// message:
//   id: "Langkah SOP jabatan {subject} memerlukan {minutes} menit setahun, lebih dari {working_minutes} menit kerja efektif."
//   en: "The tasks of post {subject} take {minutes} minutes a year, more than the {working_minutes} working minutes."
// example:
//   before:
//     id: "Staf A melaksanakan `T-1` dan `T-2`, masing-masing 8 jam × 100 kali setahun: 96.000 menit."
//     en: "Staff A performs `T-1` and `T-2`, each 8 hours × 100 times a year: 96,000 minutes."
//   after:
//     id: "`T-2` dikerjakan Staf B; masing-masing 48.000 menit."
//     en: "`T-2` is done by Staff B; 48,000 minutes each."
//   cells:
//     - {cell: tasks.performer, row: T-2, before: "staf-a", after: "staf-b"}
// limits:
//   id: "Jabatan yang dipegang beberapa orang tampak kelebihan beban. Pekerjaan di luar SOP tidak dihitung."
//   en: "A post held by several people looks overloaded. Work outside the SOPs does not count."
// source:
//   - text: {id: "Praktik penyusunan kinerja", en: "Practice of performance planning"}
//     about:
//       id: jam kerja efektif 1.250 jam setahun adalah nilai awal yang dapat diubah
//       en: "1,250 effective hours a year are a default that can be changed"
//   - text: PermenPANRB 35/2012
//     about:
//       id: "langkah SOP memuat pelaksana dan mutu baku: kelengkapan, waktu, keluaran"
//       en: "an SOP step names its performer and its standard: inputs, time, output"
// anchor: [Position]
// columns: {id: str, minutes: float}
// identity: [id]
// spoken: [minutes]
// population: population-positions
// needs: [population-tasks, population-positions]
// needs_why:
//   id: "Rencana ini tidak memuat langkah SOP, atau tidak memuat jabatan."
//   en: "The plan has no tasks, or no positions."
// parameters:
//   working_minutes:
//     type: int
//     default: 75000
//     meaning:
//       id: menit kerja efektif satu jabatan dalam setahun
//       en: effective working minutes of one post in a year
// since: 0.1.0
// ---
MATCH (p:Position {scope: $scope})-[:PERFORMS]->(t:Task)
WHERE t.duration_minutes IS NOT NULL AND t.volume IS NOT NULL
WITH p, sum(t.duration_minutes * t.volume) AS minutes
// The margin (1e-12) absorbs floating-point rounding errors.
WHERE minutes > $working_minutes * (1 + 1e-12)
RETURN p.id AS id, minutes
