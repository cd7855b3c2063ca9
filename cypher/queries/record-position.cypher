// ---
// name: record-position
// what: the details of the post with the given key
// parameters: {key: scope and id}
// columns: {rank: str, ladder: str, rung: int, supervised: bool, alias: str, source: str, source_text: str, note: str}
// ---
MATCH (x:Position {key: $key})
RETURN x.rank AS rank, x.ladder AS ladder, x.rung AS rung, x.supervised AS supervised,
  x.alias AS alias, x.source AS source, x.source_text AS source_text, x.note AS note
