// ---
// id: idle-unit
// severity: warning
// category: ownership
// title:
//   id: Unit tanpa kinerja
//   en: Idle unit
// what:
//   id: "Unit berjenis `opd` atau `unit` yang, bersama semua unit di bawahnya dan semua jabatan di dalamnya, tidak memiliki indikator atau sasaran dan tidak melaksanakan langkah SOP apa pun. Yang dilaporkan hanya unit teratas."
//   en: "A unit of kind `opd` or `unit` that, with all units below it and all posts in them, owns no indicator or objective and performs no task. Only the uppermost one is reported."
// why:
//   id: "Setiap unit semestinya mempunyai bagian dalam rencana; bila tidak, pekerjaannya belum masuk rencana atau unitnya sudah tidak ada."
//   en: "Every unit should have its part in the plan; where it has none, the plan does not know its work, or the unit is gone."
// mend:
//   id: "Berikan {subject}, unit di bawahnya, atau jabatan di dalamnya kinerja yang menjadi tugasnya, atau periksa apakah unit itu masih ada."
//   en: "Give {subject}, a unit below it or a post in it the results that are its task, or check whether the unit still exists."
// fields: [indicators.owner, objectives.owner, tasks.performer]
// message:
//   id: "Unit {subject}, bersama unit di bawahnya dan jabatan di dalamnya, tidak memiliki kinerja dan tidak melaksanakan langkah SOP apa pun."
//   en: "Unit {subject}, with the units below it and the posts in them, owns no result and performs no task."
// example:
//   before:
//     id: "Bidang Perparkiran (`parkir`) tidak memiliki apa pun; indikatornya ditulis milik dinas."
//     en: "The parking division (`parkir`) owns nothing; its indicator is written as the agency’s."
//   after:
//     id: "Indikator parkir `IKK-1` menjadi milik bidang itu."
//     en: "The parking indicator `IKK-1` is owned by the division."
//   cells:
//     - {cell: indicators.owner, row: IKK-1, before: "dishub", after: "parkir"}
// limits:
//   id: "Unit berjenis `pemda` atau `external`, atau yang jenisnya kosong, tidak diperiksa."
//   en: "Units of kind `pemda` or `external`, or without a kind, are not looked at."
// source:
//   - text: PermenPANRB 88/2021
//     about:
//       id: evaluasi AKIP menanyakan apakah setiap unit mempunyai rencana kinerja
//       en: the AKIP evaluation asks whether every unit has a plan
// anchor: [Unit]
// columns: {id: str}
// identity: [id]
// population: population-agencies-and-units
// needs: population-duties
// needs_why:
//   id: "Rencana ini tidak memuat satu pun pemilik hasil maupun pelaksana langkah SOP."
//   en: "The plan names no owner of a result and no performer of a task."
// since: 0.1.0
// ---
MATCH (u:Unit {scope: $scope})
WHERE u.kind IN ['opd', 'unit']
CALL (u) {
  MATCH (u)<-[:PART_OF|IN_UNIT*0..]-(w)
  RETURN DISTINCT w
}
WITH u, sum(COUNT { (w)-[:OWNS|PERFORMS]->() }) AS busy
WHERE busy = 0
CALL (u) {
  MATCH (u)<-[:PART_OF*0..]-(d:Unit)
  RETURN DISTINCT d
}
// All units below an idle unit are idle too; report only the topmost, which only itself covers.
WITH d, count(u) AS covers
WHERE covers = 1 AND d.kind IN ['opd', 'unit']
RETURN d.id AS id
