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
//   id: "Beri {subject} sedikitnya satu indikator dengan satuan, arah, target, dan sumber data (isi kolom `objective` pada tabel `indicators`)."
//   en: "Give {subject} at least one indicator with unit, polarity, targets and data source (column `objective` of the table `indicators`)."
// fields: [indicators.objective]
// message:
//   id: "Sasaran {subject} tidak diukur oleh satu indikator pun."
//   en: "Objective {subject} is measured by no indicator."
// example:
//   before:
//     id: "`SAS-1` («Menurunnya kemacetan») tidak diukur indikator mana pun."
//     en: "No indicator measures `SAS-1` (“less congestion”)."
//   after:
//     id: "`IKU-1` («Kecepatan rata-rata pada jam sibuk») mengukurnya."
//     en: "`IKU-1` (“average speed at rush hour”) measures it."
//   cells:
//     - {cell: indicators.objective, row: IKU-1, before: "", after: "SAS-1"}
// limits:
//   id: "Yang dihitung hanya indikator yang menyebut sasaran ini pada kolom `objective`; indikator yang berkontribusi padanya bukan pengukurnya."
//   en: "Only indicators that name this objective in the column `objective` count; an indicator that contributes to it does not measure it."
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
