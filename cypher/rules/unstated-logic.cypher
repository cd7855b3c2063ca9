// ---
// id: unstated-logic
// severity: info
// category: chain
// title: {id: Logika tidak dinyatakan, en: Unstated logic}
// what:
//   id: "Kontribusi antarhasil tidak memuat alasan logis (kolom `rationale`): mengapa yang di bawah menyebabkan yang di atas."
//   en: "A contribution between results has no rationale (column `rationale`) that tells why the lower one brings about the upper one."
// why:
//   id: "Tanpa kalimat jika–maka, sebab-akibatnya hanya dugaan dan sulit diuji dengan data tahun-tahun berikutnya."
//   en: "Without an if–then sentence the cause is a guess, and the data of later years can hardly test it."
// mend:
//   id: "Tulis satu kalimat jika–maka dari {subject} ke {other} di kolom `rationale` tabel `contributions`."
//   en: "Write one if–then sentence from {subject} to {other} under `rationale` in the table `contributions`."
// fields: [contributions.rationale]
// message:
//   id: "Kontribusi {subject} pada {other} tidak disertai alasan logis."
//   en: "The contribution of {subject} to {other} comes without a rationale."
// example:
//   before:
//     id: "`IKU-6` (ruas jalan dalam keadaan baik) mendukung `SAS-1` (menurunnya kemacetan) tanpa penjelasan."
//     en: "`IKU-6` (roads in good state) contributes to `SAS-1` (less congestion), unexplained."
//   after:
//     id: "Alasannya ditulis sebagai jika–maka."
//     en: "The reason is written down: if roads are in good state, then their capacity is restored and queues get shorter."
//   cells:
//     - {cell: contributions.rationale, row: ["IKU-6", "SAS-1"], before: "", after: "Jika ruas jalan baik, maka kapasitasnya pulih dan antrean berkurang"}
// limits:
//   id: "Kalimatnya tidak dinilai. Kontribusi tugas tidak diperiksa. Bila tidak satu pun kontribusi beralasan, dilaporkan satu kali."
//   en: "The sentence is not judged. Contributions of tasks are not looked at. Where no contribution has one, it is said once."
// source:
//   - text: PermenPANRB 89/2021
//     about:
//       id: "Kondisi dijabarkan dengan pertanyaan sebab-akibat atau jika–maka (dibaca dari ringkasan publik)"
//       en: "Conditions are broken down by questions of cause and effect, or if–then (as read in public summaries)"
// anchor: [Indicator, Objective]
// other: [Indicator, Objective]
// columns: {id: str, label: str, other_id: str, other_label: str}
// identity: [id, other_id]
// population: population-result-contributions
// whole:
//   message:
//     id: "Tidak satu pun dari {of} kontribusi antarhasil di {subject} disertai alasan logis."
//     en: "None of the {of} contributions between results in {subject} comes with a rationale."
//   mend:
//     id: "Tulis satu kalimat jika–maka untuk setiap kontribusi di kolom `rationale` tabel `contributions`, mulai dari tingkat teratas; tambahkan kolomnya bila belum ada."
//     en: "Write one if–then sentence for each contribution under `rationale` in the table `contributions`, from the top down; add the column where it is not there."
// since: 0.1.0
// ---
CALL () {
  MATCH (a:Objective {scope: $scope})-[e:CONTRIBUTES_TO]->(b)
  WHERE a <> b AND e.rationale IS NULL
  RETURN a, b, 'Objective' AS label
  UNION ALL
  MATCH (a:Indicator {scope: $scope})-[e:CONTRIBUTES_TO]->(b)
  WHERE a <> b AND e.rationale IS NULL
  RETURN a, b, 'Indicator' AS label
}
RETURN a.id AS id, label, b.id AS other_id,
  CASE WHEN b:Objective THEN 'Objective' ELSE 'Indicator' END AS other_label
