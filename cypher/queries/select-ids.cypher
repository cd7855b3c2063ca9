// ---
// name: select-ids
// what: label, id and name of the records of the given keys
// parameters: {keys: the keys asked for}
// columns: {label: str, id: str, name: str}
// ---
UNWIND $keys AS key
CALL (key) {
  MATCH (x:Unit {key: key}) RETURN 'Unit' AS label, x.id AS id, x.name AS name
  UNION ALL
  MATCH (x:Position {key: key}) RETURN 'Position' AS label, x.id AS id, x.name AS name
  UNION ALL
  MATCH (x:Objective {key: key}) RETURN 'Objective' AS label, x.id AS id, x.name AS name
  UNION ALL
  MATCH (x:Indicator {key: key}) RETURN 'Indicator' AS label, x.id AS id, x.name AS name
  UNION ALL
  MATCH (x:Task {key: key}) RETURN 'Task' AS label, x.id AS id, x.name AS name
  UNION ALL
  MATCH (x:Programme {key: key})
  RETURN 'Programme' AS label, 'programme:' + x.id AS id, x.name AS name
}
RETURN label AS label, id AS id, name AS name
