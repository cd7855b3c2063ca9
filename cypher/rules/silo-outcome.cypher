// ---
// id: silo-outcome
// severity: warning
// category: alignment
// title:
//   id: Hasil lintas sektor yang ditopang sendirian
//   en: Silo outcome
// what:
//   id: "Sasaran yang ditandai lintas perangkat daerah, sedangkan yang menopangnya kurang dari dua perangkat daerah. Yang dihitung ialah pemilik semua kinerja dan pelaksana semua langkah SOP yang mencapainya; pemilik sasaran itu sendiri dan pemilik indikator pengukurnya tidak dihitung."
//   en: An objective marked as crossing agencies behind which fewer than two agencies stand. What counts are the owners of all results and the performers of all tasks that reach it; its own owners and those of the indicators that measure it do not.
// why:
//   id: Masalah yang melampaui satu urusan tidak selesai oleh satu perangkat daerah.
//   en: A problem larger than one mandate is not solved by one agency.
// mend:
//   id: "Temukan perangkat daerah lain yang kewenangannya menentukan {subject}, dan masukkan kinerja mereka ke dalam rantai (kolom contributes_to, jenis crosscutting)."
//   en: "Find the other agencies whose mandate decides on {subject}, and bring their results into the chain (column contributes_to, kind crosscutting)."
// message:
//   id: "Sasaran lintas perangkat daerah {subject} ditopang oleh kurang dari dua perangkat daerah (yang ada: {agencies})."
//   en: "Cross-agency objective {subject} has fewer than two agencies behind it (found: {agencies})."
// example:
//   before:
//     id: "«Kemacetan menurun», lintas perangkat daerah, hanya ditopang Dinas Perhubungan."
//     en: "“Less congestion”, cross-agency, with only the transport agency behind it."
//   after:
//     id: "Dinas PU, Satpol PP, dan Kepolisian juga menyumbang."
//     en: "Public works, public order and the police contribute too."
// limits:
//   id: Kinerja tanpa pemilik dan unit tanpa perangkat daerah di atasnya tidak menambah hitungan.
//   en: "Results without an owner, and units with no agency above them, add nothing."
// source:
//   - text: PermenPANRB 88/2021
//     about:
//       id: kriteria evaluasi AKIP memuat informasi kinerja lintas perangkat daerah (crosscutting)
//       en: the criteria of the AKIP evaluation include information on performance across agencies (crosscutting)
//   - text: Bahan ajar cascading kinerja KemenPANRB
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
//   id: Tidak ada sasaran yang ditandai lintas perangkat daerah.
//   en: No objective is marked as crossing agencies.
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
