// ---
// id: output-at-strategic-level
// severity: error
// category: level
// title:
//   id: Keluaran pada tingkat strategis
//   en: Output at strategic level
// what:
//   id: "Indikator tingkat 0 atau 1 yang berjenis keluaran (`output`), proses (`process`), atau masukan (`input`)."
//   en: "An indicator of level 0 or 1 whose kind is `output`, `process` or `input`."
// why:
//   id: "Kepala daerah dan kepala perangkat daerah bertanggung jawab atas hasil bagi masyarakat. Keluaran, proses, dan masukan menunjukkan apa yang dikerjakan, belum apa yang berubah."
//   en: "A head of government and a head of agency answer for results. Outputs, processes and inputs tell what was done, not what changed."
// mend:
//   id: "Ganti {subject} dengan indikator hasil (`outcome`), atau turunkan ke tingkat pelaksanaannya dan hubungkan ke indikator hasil yang didukungnya. Bila jenisnya salah isi, perbaiki kolom `kind`."
//   en: "Replace {subject} by an `outcome` indicator, or move it down to the level that carries it out and let it contribute to the outcome that it serves. If its kind is wrong, correct the column `kind`."
// fields: [indicators.kind, indicators.name, indicators.level, indicators.contributes_to]
// message:
//   id: "Indikator {subject} berada pada tingkat strategis (0–1), tetapi jenisnya {kind}, bukan hasil (outcome) atau dampak (impact)."
//   en: "Indicator {subject} stands at strategic level (0–1), but its kind is {kind}, not outcome or impact."
// example:
//   before:
//     id: "Di tingkat 1, `IKU-8` menghitung patroli yang dilakukan."
//     en: "At level 1, `IKU-8` counts the patrols that were made."
//   after:
//     id: "`IKU-8` mengukur apa yang berubah karenanya; patroli dicatat di tingkat pelaksanaannya."
//     en: "`IKU-8` measures what they change (“share of roads free of disturbance”); the patrols are recorded at the level that makes them."
//   cells:
//     - {cell: indicators.name, row: IKU-8, before: "Frekuensi patroli yang dilakukan", after: "Persentase ruas jalan bebas gangguan ketertiban"}
//     - {cell: indicators.kind, row: IKU-8, before: "output", after: "outcome"}
// limits:
//   id: "Yang dibaca hanya jenis yang tertulis dalam rencana; jenis yang keliru tidak terlihat. Indikator tanpa jenis diperiksa dari kata pertamanya oleh `output-wording-at-strategic-level`."
//   en: "Only the kind that the plan states is read; a wrong kind is not seen. Indicators without a kind are looked at by their first word in `output-wording-at-strategic-level`."
// source:
//   - text: PermenPANRB 89/2021
//     about:
//       id: "penjenjangan kinerja dimulai dengan memilih outcome"
//       en: "cascading begins with the choice of an outcome"
//   - text: {id: "Praktik penelaahan indikator", en: "Practice of reviewing indicators"}
//     about:
//       id: "indikator pimpinan berorientasi hasil; jenis yang lazim pada tiap tingkat adalah praktik, bukan ketentuan"
//       en: "indicators of leaders are oriented to results; the kind usual at each level is practice, not regulation"
// anchor: [Indicator]
// columns: {id: str, kind: str}
// identity: [id]
// spoken: [kind]
// population: population-strategic-indicators
// since: 0.1.0
// ---
MATCH (i:Indicator {scope: $scope})
WHERE i.level <= 1 AND i.kind IN ['output', 'process', 'input']
RETURN i.id AS id, i.kind AS kind
