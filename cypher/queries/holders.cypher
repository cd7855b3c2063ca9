// ---
// name: holders
// what: every unit and post of the edition that owns or performs something, with the ids of it
// columns: {id: str, held: list}
// ---
MATCH (u:Unit {scope: $scope})-[:OWNS]->(x)
RETURN u.id AS id, collect(x.id) AS held
UNION ALL
MATCH (p:Position {scope: $scope})-[:OWNS|PERFORMS]->(x)
RETURN p.id AS id, collect(x.id) AS held
