// ---
// name: find-seats
// what: every post of the edition with its unit
// columns: {id: str, name: str, unit: str}
// ---
MATCH (p:Position {scope: $scope})
OPTIONAL MATCH (p)-[:IN_UNIT]->(u:Unit)
RETURN p.id AS id, p.name AS name, u.id AS unit
