// ---
// id: crowded-objective
// severity: info
// category: level
// title:
//   id: Sasaran dengan terlalu banyak indikator
//   en: Crowded objective
// what:
//   id: "Sasaran yang diukur oleh lebih dari `max_indicators` indikator (bila tidak diubah: lima)."
//   en: "An objective measured by more than `max_indicators` indicators (five unless it was set)."
// why:
//   id: Banyak indikator pada satu sasaran mengaburkan apa yang terpenting dan memperberat pengukuran.
//   en: Many indicators for one objective hide what matters most and burden measurement.
// mend:
//   id: "Pilih indikator utama {subject} dan turunkan yang lain ke sasaran di bawahnya, atau pecah sasarannya."
//   en: "Keep the chief indicators of {subject} and move the others to objectives below it, or divide the objective."
// fields: [indicators.objective]
// message:
//   id: "Sasaran {subject} diukur oleh {indicators} indikator, lebih dari batas {max_indicators}."
//   en: "Objective {subject} is measured by {indicators} indicators, more than the limit of {max_indicators}."
// example:
//   before:
//     id: "Sasaran `SAS-1` diukur oleh enam indikator."
//     en: "Objective `SAS-1` is measured by six indicators."
//   after:
//     id: "`IKU-6` mengukur sasaran di bawahnya, `SAS-2`; tinggal lima."
//     en: "`IKU-6` measures an objective below it, `SAS-2`; five remain."
//   cells:
//     - {cell: indicators.objective, row: IKU-6, before: "SAS-1", after: "SAS-2"}
// limits:
//   id: Tidak ada batas jumlah dalam ketentuan yang kami baca; batas ini pilihan pengguna.
//   en: No regulation that we read sets a number; the limit is the choice of the user.
// source:
//   - text: {id: "Praktik penyusunan kinerja", en: "Practice of performance planning"}
//     about:
//       id: indikator kinerja utama sebaiknya sedikit; angkanya parameter
//       en: key indicators should be few; the number is a parameter
// anchor: [Objective]
// columns: {id: str, indicators: int}
// identity: [id]
// spoken: [indicators]
// population: population-objectives
// parameters:
//   max_indicators:
//     type: int
//     default: 5
//     meaning:
//       id: banyaknya indikator yang masih wajar untuk satu sasaran
//       en: how many indicators one objective may have
// since: 0.1.0
// ---
MATCH (o:Objective {scope: $scope})
WITH o, COUNT { (o)<-[:MEASURES]-() } AS indicators
WHERE indicators > $max_indicators
RETURN o.id AS id, indicators
