// ---
// id: unmeasured-objective
// severity: error
// category: level
// title:
//   id: Sasaran tanpa indikator
//   en: Unmeasured objective
// what:
//   id: Sasaran yang tidak diukur oleh satu indikator pun.
//   en: An objective that no indicator measures.
// why:
//   id: "Tanpa indikator tidak ada target, tidak ada capaian, dan tidak ada yang dapat dimintai pertanggungjawaban."
//   en: "Without an indicator there is no target, no achievement and nothing to answer for."
// mend:
//   id: "Beri {subject} sedikitnya satu indikator dengan satuan, arah, target, dan sumber data (isi kolom objective pada tabel indicators)."
//   en: "Give {subject} at least one indicator with unit, polarity, targets and data source (column objective of the table indicators)."
// message:
//   id: "Sasaran {subject} tidak diukur oleh satu indikator pun."
//   en: "Objective {subject} is measured by no indicator."
// example:
//   before:
//     id: "«Kemacetan menurun», tanpa indikator."
//     en: "“Less congestion”, no indicator."
//   after:
//     id: "«Kemacetan menurun», diukur oleh «Kecepatan rata-rata pada jam sibuk»."
//     en: "“Less congestion”, measured by “Average speed at rush hour”."
// limits:
//   id: Yang dihitung hanya indikator yang menyebut sasaran ini; indikator yang berkontribusi kepadanya bukan pengukurnya.
//   en: Only indicators that name this objective count; an indicator that contributes to it does not measure it.
// source:
//   - text: PermenPANRB 89/2021
//     about:
//       id: "tahap keempat penjenjangan: setiap kondisi diberi indikator"
//       en: "fourth stage of cascading: every condition is given indicators"
// anchor: [Objective]
// columns: {id: str}
// identity: [id]
// population: population-objectives
// since: 0.1.0
// ---
MATCH (o:Objective {scope: $scope})
WHERE NOT (o)<-[:MEASURES]-()
RETURN o.id AS id
