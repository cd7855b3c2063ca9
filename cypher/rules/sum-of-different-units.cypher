// ---
// id: sum-of-different-units
// severity: error
// category: quality
// title:
//   id: Penjumlahan beda satuan
//   en: Sum of different units
// what:
//   id: Kontribusi antarindikator dengan mode sum yang satuan kedua ujungnya diketahui dan berbeda. Huruf besar-kecil dan spasi tidak dibedakan.
//   en: A contribution between indicators with mode sum whose ends have known and different units. Case and white space make no difference.
// why:
//   id: Kilometer tidak dapat dijumlahkan dengan persen.
//   en: Kilometres cannot be added to percent.
// mend:
//   id: "Samakan satuan {subject} dan {other}, atau hapus mode sum dari kontribusi itu."
//   en: "Give {subject} and {other} one unit, or take the mode sum from this contribution."
// message:
//   id: "Indikator {subject} bersatuan {unit} dijumlahkan ke indikator {other} yang bersatuan {other_unit}."
//   en: "Indicator {subject}, in {unit}, is added up into indicator {other}, in {other_unit}."
// example:
//   before:
//     id: «Ruas jalan baik» (km) dijumlahkan ke «Jalan mantap» (persen).
//     en: “Roads in good state” (km) adds up into “Reliable roads” (percent).
//   after:
//     id: "Keduanya dalam km, atau kontribusinya tanpa mode sum."
//     en: "Both in km, or a contribution without mode sum."
// limits:
//   id: Satuan yang sama dengan ejaan lain («persen» dan «%») dilaporkan berbeda.
//   en: The same unit in another spelling (“persen” and “%”) counts as different.
// source:
//   - text: Praktik penyusunan kinerja
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
//   id: Tidak ada kontribusi antarindikator dengan mode sum.
//   en: No contribution between indicators has mode sum.
// since: 0.1.0
// ---
MATCH (c:Indicator {scope: $scope})-[:CONTRIBUTES_TO {mode: 'sum'}]->(p:Indicator)
WHERE c <> p AND c.measure_unit_key <> p.measure_unit_key
RETURN c.id AS id, p.id AS other_id, c.measure_unit AS unit, p.measure_unit AS other_unit
