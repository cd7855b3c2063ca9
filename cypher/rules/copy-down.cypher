// ---
// id: copy-down
// severity: warning
// category: chain
// title:
//   id: "Rumusan disalin ke bawah"
//   en: "Copied down"
// what:
//   id: "Indikator berkontribusi pada indikator bernama sama, atau sasaran pada sasaran bernama sama."
//   en: "An indicator contributes to an indicator of the same name, or an objective to an objective of the same name."
// why:
//   id: "Menyalin rumusan bukan menjabarkannya: tidak terlihat apa yang harus dilakukan tingkat bawah agar hasil di atas tercapai."
//   en: "To copy a wording is not to break it down: nothing tells what the lower level has to do for the result above."
// mend:
//   id: "Rumuskan {subject} sebagai bagian atau penyebab dari {other}, bukan dengan kalimat yang sama."
//   en: "Word {subject} as a part or a cause of {other}, not with the same sentence."
// fields: [indicators.name, objectives.name]
// message:
//   id: "{subject} memakai rumusan yang sama dengan {other} yang didukungnya."
//   en: "{subject} has the same wording as {other}, to which it contributes."
// example:
//   before:
//     id: "`IKK-1` milik bidang mendukung `IKU-1` milik dinas, dan keduanya bernama sama."
//     en: "`IKK-1` of a division contributes to `IKU-1` of its agency, and both have the same name (“share of good roads”)."
//   after:
//     id: "Bidang mengukur penyebabnya, bukan salinannya; satuan dan targetnya ikut disesuaikan."
//     en: "The division measures a cause of it, not a copy (“length of roads maintained in time”); its unit and targets follow."
//   cells:
//     - {cell: indicators.name, row: IKK-1, before: "Persentase jalan mantap", after: "Panjang jalan yang dipelihara tepat waktu"}
// limits:
//   id: "Nama dibandingkan tanpa membedakan huruf besar-kecil dan spasi; sinonim tidak dikenali. Nama yang tidak diketahui tidak sama dengan apa pun."
//   en: "Names are compared regardless of case and white space; synonyms are not seen. An unknown name equals no other."
// source:
//   - text: {id: "Praktik: reviu dokumen perencanaan", en: "Practice: review of planning documents"}
//     about:
//       id: "Temuan yang lazim dalam rencana nyata: kegiatan dan subkegiatan berindikator sama; praktik, bukan ketentuan"
//       en: "Often seen in real plans: an activity and its sub-activity have the same indicator; practice, not law"
// anchor: [Indicator, Objective]
// other: [Indicator, Objective]
// columns: {id: str, label: str, other_id: str, other_label: str}
// identity: [id, other_id]
// population: population-contributions-of-one-label
// since: 0.1.0
// ---
MATCH (a:Objective {scope: $scope})-[:CONTRIBUTES_TO]->(b:Objective)
WHERE a <> b AND a.name_key = b.name_key
RETURN a.id AS id, 'Objective' AS label, b.id AS other_id, 'Objective' AS other_label
UNION ALL
MATCH (a:Indicator {scope: $scope})-[:CONTRIBUTES_TO]->(b:Indicator)
WHERE a <> b AND a.name_key = b.name_key
RETURN a.id AS id, 'Indicator' AS label, b.id AS other_id, 'Indicator' AS other_label
