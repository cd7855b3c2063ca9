// ---
// name: matrix-expected
// what: the units expected to contribute to objectives of level 0
// columns: {outcome: str, unit: str}
// ---
MATCH (o:Objective {scope: $scope})
WHERE o.level = 0
MATCH (o)-[:EXPECTS]->(u:Unit)
RETURN o.id AS outcome, u.id AS unit
