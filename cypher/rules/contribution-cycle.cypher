// ---
// id: contribution-cycle
// severity: error
// category: chain
// title: {id: Kontribusi berputar, en: Contribution cycle}
// what:
//   id: "Hasil-hasil saling berkontribusi dalam lingkaran, atau satu hasil berkontribusi pada dirinya sendiri."
//   en: "Results contribute to one another in a circle, or a result contributes to itself."
// why:
//   id: "Sebab harus mendahului akibat: dalam lingkaran tidak ada hasil yang dapat dijelaskan oleh yang di bawahnya."
//   en: "A cause comes before its effect: in a circle no result can be explained by what is below it."
// mend:
//   id: "Tinjau kontribusi di antara {path} dan hapus kontribusi yang tidak menyebabkan hasil di atasnya, sehingga rantainya hanya menuju ke atas."
//   en: "Look at the contributions among {path} and delete the one in which the lower result does not bring about the upper one, so that the chain only leads upward."
// fields: [indicators.contributes_to, objectives.contributes_to, indicators.objective]
// message:
//   id: "{subject} berada dalam lingkaran kontribusi: {path}."
//   en: "{subject} lies on a circle of contributions: {path}."
// below:
//   id: "Hasil dan tugas di luar lingkaran yang bermuara ke dalamnya: {cut_off}."
//   en: "Results and tasks outside the circle that lead into it: {cut_off}."
// example:
//   before:
//     id: "`IKK-1` mendukung `IKP-1`, `IKP-1` mendukung `IKU-1`, dan `IKU-1` kembali mendukung `IKK-1`."
//     en: "`IKK-1` contributes to `IKP-1`, `IKP-1` to `IKU-1`, and `IKU-1` back to `IKK-1`."
//   after:
//     id: "`IKU-1` berkontribusi pada sasaran kota, `SAS-1`; rantainya hanya menuju ke atas."
//     en: "`IKU-1` contributes to the objective of the city, `SAS-1`; the chain only leads upward."
//   cells:
//     - {cell: indicators.contributes_to, row: IKU-1, before: "IKK-1", after: "SAS-1"}
// limits:
//   id: "Satu temuan untuk setiap kumpulan hasil yang saling mencapai, berapa pun lingkaran di dalamnya; kontribusi mana yang salah harus diputuskan manusia."
//   en: "One finding for each set of results that reach one another, however many circles are in it; which contribution is wrong is for people to decide."
// source:
//   - text: {id: "Metode: graf berarah tanpa lingkaran", en: "Method: directed graphs without cycles"}
//     about:
//       id: "Rantai sebab-akibat adalah graf tanpa lingkaran; komponen terhubung kuat menemukannya (metode, bukan peraturan)"
//       en: "A chain of causes is a graph without circles; strongly connected components find them (a method, no regulation)"
//   - text: PermenPANRB 89/2021
//     about:
//       id: "Penjenjangan kinerja disusun atas dasar sebab-akibat (dibaca dari ringkasan publik)"
//       en: "Performance cascading is built on cause and effect (as read in public summaries)"
// anchor: [Indicator, Objective]
// columns: {id: str, label: str, path: list, cut_off: int}
// identity: [id]
// population: population-results
// since: 0.1.0
// ---
CALL () {
  MATCH (x:Objective {scope: $scope})
  WHERE x.circle IS NOT NULL
  RETURN x, 'Objective' AS kind
  UNION ALL
  MATCH (x:Indicator {scope: $scope})
  WHERE x.circle IS NOT NULL
  RETURN x, 'Indicator' AS kind
}
WITH x.circle AS circle, collect(x.id) AS members,
  collect(CASE WHEN x.id = x.circle THEN x END) AS heads,
  collect(CASE WHEN x.id = x.circle THEN kind END) AS kinds
WITH circle, members, heads[0] AS head, kinds[0] AS label
CALL (head) {
  MATCH (head)<-[:CONTRIBUTES_TO|MEASURES*0..]-(y)
  RETURN count(DISTINCT y) AS reached
}
RETURN circle AS id, label, members AS path, reached - size(members) AS cut_off
