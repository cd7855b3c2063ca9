// ---
// name: network-tasks
// what: what a picture shows about the tasks of the given keys
// parameters: {keys: the keys asked for}
// columns: {id: str, activity: str, step: str, output_quantity: float, output_unit: str, duration_minutes: float, volume: float, alias: str, source: str, source_text: str, note: str, tags: list}
// ---
UNWIND $keys AS key
MATCH (x:Task {key: key})
RETURN x.id AS id, x.activity AS activity, x.step AS step, x.output_quantity AS output_quantity,
  x.output_unit AS output_unit, x.duration_minutes AS duration_minutes, x.volume AS volume,
  x.alias AS alias, x.source AS source, x.source_text AS source_text,
  x.note AS note, x.tags AS tags
