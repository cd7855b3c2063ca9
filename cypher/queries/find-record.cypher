// ---
// name: find-record
// what: the record of the given key, whatever its label
// parameters: {key: scope and id}
// columns: {label: str, id: str, name: str}
// ---
MATCH (x:Unit {key: $key}) RETURN 'Unit' AS label, x.id AS id, x.name AS name
UNION ALL
MATCH (x:Position {key: $key}) RETURN 'Position' AS label, x.id AS id, x.name AS name
UNION ALL
MATCH (x:Objective {key: $key}) RETURN 'Objective' AS label, x.id AS id, x.name AS name
UNION ALL
MATCH (x:Indicator {key: $key}) RETURN 'Indicator' AS label, x.id AS id, x.name AS name
UNION ALL
MATCH (x:Task {key: $key}) RETURN 'Task' AS label, x.id AS id, x.name AS name
