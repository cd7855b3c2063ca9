// ---
// id: conflicting-pull
// severity: warning
// category: alignment
// title:
//   id: Tarikan berlawanan
//   en: Conflicting pull
// what:
//   id: Sasaran atau indikator yang menerima kontribusi bertanda + dan juga bertanda −.
//   en: An objective or indicator that receives contributions of sign + and of sign −.
// why:
//   id: "Pihak yang satu mendorong, pihak yang lain menahan; tanpa kesepakatan keduanya saling meniadakan."
//   en: "One party pushes, another holds back; unless they agree they undo each other."
// mend:
//   id: "Pertemukan pemilik kontribusi bertanda + dan − pada {subject}; sepakati batasnya, atau perbaiki tanda yang keliru."
//   en: "Bring the owners of the + and − contributions to {subject} together; agree on bounds, or correct a wrong sign."
// message:
//   id: "{subject} menerima kontribusi yang mendorong (+) dan sekaligus yang menahan (−)."
//   en: "{subject} receives contributions that push it (+) and others that hold it back (−)."
// example:
//   before:
//     id: Izin trayek baru (+) dan penertiban terminal bayangan (−) ke «Jumlah angkutan beroperasi».
//     en: New route licences (+) and closing of wild terminals (−) on “Vehicles in service”.
//   after:
//     id: "Indikatornya dipisah: angkutan resmi dan angkutan tidak resmi."
//     en: "The indicator is divided: licensed and unlicensed vehicles."
// limits:
//   id: Tanda dibaca dari rencana; tanda kosong berarti +. Kekuatan tarikan tidak ditimbang.
//   en: Signs are read from the plan; an empty sign is +. Strength is not weighed.
// source:
//   - text: Bahan ajar cascading kinerja KemenPANRB
//     about:
//       id: "kinerja selaras: bagian-bagiannya terikat oleh sinergi"
//       en: "performance is aligned: its parts are tied by synergy"
// anchor: [Objective, Indicator]
// columns: {label: str, id: str}
// identity: [id]
// population: population-results
// since: 0.1.0
// ---
CALL () {
  MATCH (o:Objective {scope: $scope})
  WHERE (o)<-[:CONTRIBUTES_TO {sign: '+'}]-() AND (o)<-[:CONTRIBUTES_TO {sign: '-'}]-()
  RETURN 'Objective' AS label, o.id AS id
  UNION ALL
  MATCH (i:Indicator {scope: $scope})
  WHERE (i)<-[:CONTRIBUTES_TO {sign: '+'}]-() AND (i)<-[:CONTRIBUTES_TO {sign: '-'}]-()
  RETURN 'Indicator' AS label, i.id AS id
}
RETURN label, id
