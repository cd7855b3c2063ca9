// ---
// id: silo-outcome
// severity: warning
// category: alignment
// title:
//   id: Hasil lintas instansi yang ditopang sendirian
//   en: Silo outcome
// what:
//   id: "Sasaran yang ditandai lintas perangkat daerah (`cross_agency` = `yes`), padahal yang menopangnya kurang dari dua perangkat daerah. Suatu perangkat daerah menopang sasaran bila ia memiliki hasil, atau melaksanakan langkah SOP, yang mencapai sasaran itu melalui rantai kontribusi. Memiliki sasaran itu sendiri atau indikator pengukurnya belum berarti menopang."
//   en: "An objective that is marked as crossing agencies (`cross_agency` = `yes`) although fewer than two agencies stand behind it. An agency stands behind it when it owns a result, or performs a task, that reaches the objective through the chain of contributions. To own the objective itself, or an indicator that measures it, is not enough."
// why:
//   id: "Masalah yang melampaui tugas satu perangkat daerah tidak selesai oleh satu perangkat daerah."
//   en: "A problem larger than the mandate of one agency is not solved by one agency."
// mend:
//   id: "Temukan perangkat daerah lain yang kewenangannya menentukan {subject}, dan masukkan kinerja mereka ke dalam rantai (kolom `contributes_to`, jenis `crosscutting`)."
//   en: "Find the other agencies whose mandate decides on {subject}, and bring their results into the chain (column `contributes_to`, kind `crosscutting`)."
// fields: [indicators.contributes_to, objectives.contributes_to, tasks.contributes_to, indicators.owner, contributions.kind]
// message:
//   id: "Sasaran lintas perangkat daerah {subject} ditopang oleh kurang dari dua perangkat daerah (yang ada: {agencies})."
//   en: "Cross-agency objective {subject} has fewer than two agencies behind it (found: {agencies})."
// example:
//   before:
//     id: "`SAS-1` («Menurunnya kemacetan») hanya ditopang Dinas Perhubungan melalui `IKU-1`; `IKU-6` Dinas PU belum tersambung."
//     en: "Behind `SAS-1` (“less congestion”) stands the transport agency alone, with `IKU-1`; `IKU-6` of public works is not linked to it."
//   after:
//     id: "`IKU-6` Dinas PU ikut mendukung `SAS-1`."
//     en: "`IKU-6` of public works contributes to `SAS-1` too."
//   cells:
//     - {cell: indicators.contributes_to, row: IKU-6, before: "", after: "SAS-1"}
// limits:
//   id: "Hasil tanpa pemilik, dan pemilik yang tidak berada di bawah suatu perangkat daerah, tidak menambah hitungan."
//   en: "A result that nobody owns does not count, nor does an owner that belongs to no agency."
// source:
//   - text: PermenPANRB 88/2021
//     about:
//       id: kriteria evaluasi AKIP memuat informasi kinerja lintas perangkat daerah (crosscutting)
//       en: the criteria of the AKIP evaluation include information on performance across agencies (crosscutting)
//   - text: {id: "Paparan KemenPANRB tentang cascading kinerja", en: "KemenPANRB's slides on cascading kinerja"}
//     about:
//       id: satu hasil ditopang indikator beberapa instansi
//       en: one result rests on indicators of several agencies
// anchor: [Objective]
// columns: {id: str, agencies: list}
// identity: [id]
// spoken: [agencies]
// population: population-cross-agency-objectives
// needs: population-cross-agency-objectives
// needs_why:
//   id: "Rencana ini tidak memuat sasaran yang ditandai lintas perangkat daerah."
//   en: "No objective of the plan is marked as crossing agencies."
// since: 0.1.0
// ---
MATCH (o:Objective {scope: $scope})
WHERE o.cross_agency = true
CALL (o) {
  MATCH (o)<-[:CONTRIBUTES_TO|MEASURES*0..]-(x)
  RETURN DISTINCT x
}
OPTIONAL MATCH (x)<-[:OWNS|PERFORMS]-(w)
WHERE x <> o AND NOT (x)-[:MEASURES]->(o)
WITH o, collect(DISTINCT w.agency) AS agencies
WHERE size(agencies) < 2
RETURN o.id AS id, agencies
