// ---
// id: sum-of-different-units
// severity: error
// category: quality
// title:
//   id: Penjumlahan beda satuan
//   en: Sum of different units
// what:
//   id: "Kontribusi antarindikator yang dinyatakan dijumlahkan (`mode` = `sum`), sedangkan satuan kedua ujungnya diketahui dan berbeda. Huruf besar-kecil dan spasi tidak dibedakan."
//   en: "A contribution between indicators that is said to add up (`mode` = `sum`), whose ends have known and different units. Case and white space make no difference."
// why:
//   id: Kilometer tidak dapat dijumlahkan dengan persen.
//   en: Kilometres cannot be added to percent.
// mend:
//   id: "Samakan satuan {subject} dan {other} (kolom `measure_unit`), atau hapus `sum` dari kolom `mode` kontribusi itu."
//   en: "Give {subject} and {other} one unit (column `measure_unit`), or take `sum` from the column `mode` of this contribution."
// fields: [indicators.measure_unit, contributions.mode]
// message:
//   id: "Indikator {subject} bersatuan {unit} dijumlahkan ke indikator {other} yang bersatuan {other_unit}."
//   en: "Indicator {subject}, in {unit}, is added up into indicator {other}, in {other_unit}."
// example:
//   before:
//     id: "`IKK-1` dalam km dijumlahkan ke `IKU-1` yang bersatuan persen."
//     en: "`IKK-1`, in km, is added up into `IKU-1`, in percent."
//   after:
//     id: "`IKU-1` mengukur panjang, jadi satuannya km."
//     en: "`IKU-1` measures a length, so its unit is km."
//   cells:
//     - {cell: indicators.measure_unit, row: IKU-1, before: "persen", after: "km"}
// limits:
//   id: Satuan yang sama dengan ejaan lain («persen» dan «%») dilaporkan berbeda.
//   en: The same unit in another spelling (“persen” and “%”) counts as different.
// source:
//   - text: {id: "Praktik penyusunan kinerja", en: "Practice of performance planning"}
//     about:
//       id: hanya besaran bersatuan sama yang dapat dijumlahkan
//       en: only quantities of one unit can be added
// anchor: [Indicator]
// other: [Indicator]
// columns: {id: str, other_id: str, unit: str, other_unit: str}
// identity: [id, other_id]
// spoken: [unit, other_unit]
// population: population-summing-contributions
// needs: population-summing-contributions
// needs_why:
//   id: "Rencana ini tidak memuat kontribusi antarindikator yang dijumlahkan (mode sum)."
//   en: "No contribution between indicators of the plan adds up (mode sum)."
// since: 0.1.0
// ---
MATCH (c:Indicator {scope: $scope})-[:CONTRIBUTES_TO {mode: 'sum'}]->(p:Indicator)
WHERE c <> p AND c.measure_unit_key <> p.measure_unit_key
RETURN c.id AS id, p.id AS other_id, c.measure_unit AS unit, p.measure_unit AS other_unit
