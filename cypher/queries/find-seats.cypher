// ---
// name: find-seats
// what: every post of the edition with the unit in which it sits
// columns: {id: str, name: str, unit: str}
// ---
MATCH (p:Position {scope: $scope})
OPTIONAL MATCH (p)-[:IN_UNIT]->(u:Unit)
RETURN p.id AS id, p.name AS name, u.id AS unit
