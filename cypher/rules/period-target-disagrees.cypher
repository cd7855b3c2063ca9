// ---
// id: period-target-disagrees
// severity: warning
// category: quality
// title:
//   id: Target periode tidak cocok
//   en: Year target against its periods
// what:
//   id: "Indikator yang target tahunannya ditulis, tetapi berbeda dari yang dihasilkan target semester, triwulan, atau bulannya menurut kolom `accumulation`. Yang dibandingkan hanya jenis periode pertama yang lengkap, dengan urutan semester, triwulan, bulan; selisih sampai `sum_tolerance` kali nilai mutlak target tahun dibiarkan (bila tidak diubah: setengah persen)."
//   en: "An indicator whose stated target of a year differs from what the targets of its halves, quarters or months make of it by the column `accumulation`. Only the first kind of period that is complete is compared, in the order halves, quarters, months; a gap up to `sum_tolerance` of the absolute value of the year's target is let pass (half a percent unless it was set)."
// why:
//   id: "Rencana aksi dipantau menurut periode, sedangkan perjanjian kinerja dinilai menurut tahun; bila keduanya berbeda, memenuhi setiap triwulan belum tentu memenuhi tahunnya."
//   en: "Plans of action are watched by period, performance agreements are judged by year; where the two differ, meeting every quarter need not meet the year."
// mend:
//   id: "Samakan target {subject} pada tahun {years} dengan yang dihasilkan periodenya, atau betulkan target periode atau kolom `accumulation`."
//   en: "Bring the target of {subject} in {years} in line with what its periods make, or correct the targets of the periods or the column `accumulation`."
// fields: [values.target, values.period, indicators.accumulation]
// message:
//   id: "Target indikator {subject} pada tahun {years} berbeda dari yang dihasilkan target periodenya: ditulis {own}, dari periode {totals}."
//   en: "The target of indicator {subject} in {years} differs from what the targets of its periods make: stated {own}, from the periods {totals}."
// example:
//   before:
//     id: "Target 2026 `IKU-1` 40, dan target triwulannya 10, 20, 30, dan 40; kolom `accumulation` menyatakan `sum`, sehingga triwulannya menghasilkan 100."
//     en: "The target of `IKU-1` in 2026 is 40, those of its quarters are 10, 20, 30 and 40; the column `accumulation` says `sum`, so the quarters make 100."
//   after:
//     id: "Target triwulannya memang dihitung sejak Januari: `accumulation` dibetulkan menjadi `cumulative`."
//     en: "The targets of the quarters are counted from January: `accumulation` is corrected to `cumulative`."
//   cells:
//     - {cell: indicators.accumulation, row: IKU-1, before: "sum", after: "cumulative"}
// limits:
//   id: "Tanpa `accumulation` tidak ada yang dapat dibandingkan. Rentang dilewati, baik sebagai target tahun maupun sebagai yang dihasilkan periode. Tahun yang target atau salah satu periodenya tidak dapat dibaca dilewati. Triwulan tanpa baris dihitung dari ketiga bulannya."
//   en: "Without `accumulation` nothing can be compared. Ranges are passed over, as the target of the year and as what the periods make. A year of which a target or a period could not be read is passed over. A quarter without a row is computed from its three months."
// source:
//   - text: PermenPANRB 88/2021
//     about:
//       id: "pemantauan rencana aksi secara berkala terhadap target (dibaca dari dua salinan publik)"
//       en: "plans of action are watched periodically against targets (as read in two public copies)"
//   - text: {id: "Praktik penyusunan kinerja", en: "Practice of performance planning"}
//     about:
//       id: "ambang toleransi pilihan pengguna"
//       en: "the tolerance is the choice of the user"
// anchor: [Indicator]
// columns: {id: str, years: list, own: list, totals: list}
// identity: [id]
// spoken: [own, totals]
// population: population-indicators-with-periods-beside-years
// needs: population-indicators-with-periods-beside-years
// needs_why:
//   id: "Tidak ada indikator dengan `accumulation` yang target tahunannya ditulis di samping satu jenis periode yang lengkap."
//   en: "No indicator with `accumulation` has a stated year target beside a complete kind of period targets."
// parameters:
//   sum_tolerance:
//     type: float
//     default: 0.005
//     meaning:
//       id: "selisih yang masih dibiarkan, sebagai bagian dari nilai mutlak target"
//       en: "the gap that is let pass, as a part of the absolute value of the target"
// since: 0.1.0
// ---
CALL () {
  MATCH (i:Indicator {scope: $scope})
  UNWIND i.beside_target_years AS year
  WITH i, year,
    [k IN range(0, size(i.beside_targets) - 1) WHERE i.beside_target_years[k] = year
     | i.beside_targets[k]][0] AS total,
    [k IN range(0, size(i.targets) - 1) WHERE i.target_years[k] = year | i.targets[k]][0] AS own
  // The margin (1e-12) absorbs floating-point rounding errors.
  WHERE abs(total - own) > $sum_tolerance * abs(own)
    + 1e-12 * reduce(extent = abs(own), part IN i.period_targets | extent + abs(part))
  RETURN i.id AS id, year, [own, total] AS told
  UNION ALL
  // A year one of whose targets or periods a lenient load could not read is not compared.
  MATCH (p:Problem {scope: $scope})
  WHERE p.heading IN ['target', 'period']
  RETURN p.subject_id AS id, toInteger(p.beside) AS year, null AS told
}
WITH id, year, count(*) AS lines, collect(told) AS told
WHERE lines = 1 AND size(told) = 1
WITH id, year, told[0] AS told ORDER BY year
WITH id, collect(year) AS years, collect(told[0]) AS own, collect(told[1]) AS totals
RETURN id, years, own, totals
