// ---
// id: missing-polarity
// severity: error
// category: quality
// title:
//   id: Indikator tanpa arah
//   en: Missing polarity
// what:
//   id: "Indikator yang arahnya tidak diketahui (kolom `polarity` kosong). Bila semua indikator demikian, satu temuan untuk seluruh rencana."
//   en: "An indicator whose polarity is unknown (column `polarity` is empty). Where this is so of all indicators, one finding stands for the whole plan."
// why:
//   id: Capaian tidak dapat dihitung bila tidak diketahui apakah nilai yang naik itu baik atau buruk.
//   en: No achievement can be computed as long as nobody says whether more is better or worse.
// mend:
//   id: "Isi arah {subject} pada kolom `polarity`: naik (`up`), turun (`down`), tetap (`hold`), atau rentang (`range`)."
//   en: "State the polarity of {subject} in the column `polarity`: `up`, `down`, `hold` or `range`."
// fields: [indicators.polarity]
// message:
//   id: "Indikator {subject} tidak mempunyai arah."
//   en: "Indicator {subject} has no polarity."
// example:
//   before:
//     id: "Target `IKU-2` (angka kecelakaan) 10 dan realisasinya 12; tanpa arah, capaiannya tidak dapat dihitung."
//     en: "The target of `IKU-2` (accident rate) is 10 and its realisation 12; without a polarity no achievement can be computed."
//   after:
//     id: "Arahnya turun (`down`): capaiannya 80 persen."
//     en: "Its polarity is `down`: the achievement is 80 percent."
//   cells:
//     - {cell: indicators.polarity, row: IKU-2, before: "", after: "down"}
// limits:
//   id: Arah tidak ditebak dari nama. Arah yang tidak dapat dibaca dilaporkan `unreadable-value` saja.
//   en: Polarity is not guessed from the name. A polarity that could not be read is told by `unreadable-value` alone.
// source:
//   - text: {id: "Praktik LKjIP", en: "Practice of performance reports (LKjIP)"}
//     about:
//       id: rumus capaian berbeda menurut arah indikator
//       en: formulas of achievement differ by polarity
// anchor: [Indicator]
// columns: {id: str}
// identity: [id]
// population: population-indicators
// whole:
//   message:
//     id: "Tidak satu pun dari {of} indikator dalam {subject} mempunyai arah."
//     en: "None of the {of} indicators of {subject} has a polarity."
//   mend:
//     id: "Isi kolom `polarity` (arah) di tabel `indicators` untuk setiap indikator: naik (`up`), turun (`down`), tetap (`hold`), atau rentang (`range`); tambahkan kolomnya bila belum ada."
//     en: "Fill the column `polarity` of the table `indicators` for every indicator: `up`, `down`, `hold` or `range`; add the column where it is not there."
// since: 0.1.0
// ---
CALL () {
  MATCH (i:Indicator {scope: $scope})
  WHERE i.polarity IS NULL
  RETURN i.id AS id, null AS problem
  UNION ALL
  // A value that a lenient load could not read is not missing.
  MATCH (p:Problem {scope: $scope})
  WHERE p.subject_label = 'Indicator' AND p.heading = 'polarity'
  RETURN p.subject_id AS id, p.id AS problem
}
WITH id, count(problem) AS unread
WHERE unread = 0
RETURN id
