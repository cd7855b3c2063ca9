// ---
// id: unstated-logic
// severity: info
// category: chain
// title: {id: Logika tidak dinyatakan, en: Unstated logic}
// what:
//   id: "Kontribusi antarhasil tidak memuat alasan logis (rationale) mengapa yang bawah menyebabkan yang atas."
//   en: "A contribution between results has no rationale that tells why the lower one brings about the upper one."
// why:
//   id: "Tanpa kalimat jika–maka, sebab-akibat hanya dugaan dan tidak dapat diuji dengan data tahun-tahun berikutnya."
//   en: "Without an if–then sentence the cause is a guess, and the data of later years cannot test it."
// mend:
//   id: "Tulis satu kalimat jika–maka dari {subject} ke {other} di kolom rationale tabel contributions."
//   en: "Write one if–then sentence from {subject} to {other} under rationale in the table contributions."
// message:
//   id: "Kontribusi {subject} pada {other} tidak disertai alasan logis."
//   en: "The contribution of {subject} to {other} comes without a rationale."
// example:
//   before:
//     id: "«Jalan mantap» berkontribusi pada «Menurunnya kemacetan», rationale kosong."
//     en: "«Good roads» contribute to «Less congestion», rationale is empty."
//   after:
//     id: "rationale: «jika jalan mantap, maka kapasitas ruas pulih dan antrean berkurang»."
//     en: "rationale: «if roads are good, then their capacity is restored and queues get shorter»."
// limits:
//   id: "Kalimatnya tidak dinilai. Kontribusi tugas tidak termasuk. Bila tak satu pun kontribusi beralasan, dilaporkan satu kali."
//   en: "The sentence is not judged. Contributions of tasks are no matter of this rule. Where no contribution has one, it is said once."
// source:
//   - text: PermenPANRB 89/2021
//     about:
//       id: "Kondisi dijabarkan dengan pertanyaan sebab-akibat atau jika–maka (dibaca dari ringkasan publik)."
//       en: "Conditions are broken down by questions of cause and effect, or if–then (as read in public summaries)."
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
//     id: "Tambahkan kolom rationale di tabel contributions dan tulis satu kalimat jika–maka untuk setiap kontribusi, mulai dari tingkat teratas."
//     en: "Add the column rationale to the table contributions and write one if–then sentence for each contribution, from the top down."
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
