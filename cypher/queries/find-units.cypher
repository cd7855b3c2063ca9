// ---
// name: find-units
// what: every unit of the edition with its agency and its parent unit
// columns: {id: str, name: str, agency: str, parent: str}
// ---
MATCH (u:Unit {scope: $scope})
OPTIONAL MATCH (u)-[:PART_OF]->(p:Unit)
RETURN u.id AS id, u.name AS name, u.agency AS agency, p.id AS parent
