// ---
// id: conflicting-pull
// severity: warning
// category: alignment
// title:
//   id: Tarikan berlawanan
//   en: Conflicting pull
// what:
//   id: "Sasaran atau indikator yang menerima kontribusi bertanda `+` (mendorong) dan juga kontribusi bertanda `-` (menahan)."
//   en: "An objective or indicator that receives contributions of sign `+` (they push it) and of sign `-` (they hold it back)."
// why:
//   id: "Pihak yang satu mendorong, pihak yang lain menahan; tanpa kesepakatan keduanya saling meniadakan."
//   en: "One party pushes, another holds back; unless they agree they undo each other."
// mend:
//   id: "Pertemukan pemilik kontribusi bertanda + dan − pada {subject}; sepakati batasnya, atau perbaiki tanda yang keliru."
//   en: "Bring the owners of the + and − contributions to {subject} together; agree on bounds, or correct a wrong sign."
// fields: [contributions.sign]
// message:
//   id: "{subject} menerima kontribusi yang mendorong (+) dan sekaligus yang menahan (−): {opposing}."
//   en: "{subject} receives contributions that push it (+) and others that hold it back (−): {opposing}."
// example:
//   before:
//     id: "`IKU-1` (persentase angkutan umum berizin) menerima izin trayek baru (`+`) dan penertiban angkutan tanpa izin (`-`)."
//     en: "`IKU-1` (share of licensed public transport) receives new route licences (`+`) and action against unlicensed vehicles (`-`)."
//   after:
//     id: "Tanda yang keliru dibetulkan: penertiban justru menaikkan persentase itu."
//     en: "The wrong sign is corrected: that action raises the share."
//   cells:
//     - {cell: contributions.sign, row: ["IKK-2", "IKU-1"], before: "-", after: "+"}
// limits:
//   id: "Tanda dibaca dari rencana; tanda kosong berarti `+`. Kekuatan tarikan tidak ditimbang."
//   en: "Signs are read from the plan; an empty sign is `+`. Strength is not weighed."
// source:
//   - text: {id: "Paparan KemenPANRB tentang cascading kinerja", en: "KemenPANRB's slides on cascading kinerja"}
//     about:
//       id: "kinerja selaras: bagian-bagiannya terikat oleh sinergi"
//       en: "performance is aligned: its parts are tied by synergy"
// anchor: [Objective, Indicator]
// columns: {label: str, id: str, opposing: list}
// identity: [id]
// spoken: [opposing]
// population: population-results
// since: 0.1.0
// ---
CALL () {
  MATCH (o:Objective {scope: $scope})
  WHERE (o)<-[:CONTRIBUTES_TO {sign: '+'}]-()
  MATCH (o)<-[:CONTRIBUTES_TO {sign: '-'}]-(x)
  RETURN 'Objective' AS label, o.id AS id, x.id AS lower
  UNION ALL
  MATCH (i:Indicator {scope: $scope})
  WHERE (i)<-[:CONTRIBUTES_TO {sign: '+'}]-()
  MATCH (i)<-[:CONTRIBUTES_TO {sign: '-'}]-(x)
  RETURN 'Indicator' AS label, i.id AS id, x.id AS lower
}
WITH label, id, lower ORDER BY lower
RETURN label, id, collect(lower) AS opposing
