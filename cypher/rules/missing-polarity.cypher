// ---
// id: missing-polarity
// severity: error
// category: quality
// title:
//   id: Indikator tanpa arah
//   en: Missing polarity
// what:
//   id: "Indikator yang arahnya tidak diketahui (kolom polarity kosong). Bila semua indikator demikian, satu temuan untuk seluruh rencana."
//   en: "An indicator whose polarity is unknown (column polarity is empty). Where this is so of all indicators, one finding stands for the whole plan."
// why:
//   id: Capaian tidak dapat dihitung bila tidak diketahui apakah nilai yang naik itu baik atau buruk.
//   en: No achievement can be computed as long as nobody says whether more is better or worse.
// mend:
//   id: "Isi arah {subject} pada kolom polarity: naik, turun, tetap, atau rentang."
//   en: "State the polarity of {subject} in the column polarity: up, down, hold or range."
// message:
//   id: "Indikator {subject} tidak mempunyai arah."
//   en: "Indicator {subject} has no polarity."
// example:
//   before:
//     id: "«Angka kecelakaan», target 10, realisasi 12, arah kosong."
//     en: "“Accident rate”, target 10, realised 12, no polarity."
//   after:
//     id: "Arah: turun; capaiannya 80 persen."
//     en: "Polarity: down; the achievement is 80 percent."
// limits:
//   id: Arah tidak ditebak dari nama.
//   en: Polarity is not guessed from the name.
// source:
//   - text: Praktik LKjIP
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
//     id: "Tambahkan kolom polarity (arah: naik, turun, tetap, rentang) ke tabel indicators dan isi untuk setiap indikator."
//     en: "Add the column polarity (up, down, hold, range) to the table indicators and fill it for every indicator."
// since: 0.1.0
// ---
MATCH (i:Indicator {scope: $scope})
WHERE i.polarity IS NULL
RETURN i.id AS id
