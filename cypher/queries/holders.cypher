// ---
// name: holders
// what: every unit and post of the edition that owns or performs something, with its id, as parallel lists in one row per agency of units and of posts
// columns: {agency: str, holders: list, held: list}
// ---
MATCH (u:Unit {scope: $scope})-[:OWNS]->(x)
RETURN u.agency AS agency, collect(u.id) AS holders, collect(x.id) AS held
UNION ALL
MATCH (p:Position {scope: $scope})-[:OWNS|PERFORMS]->(x)
RETURN p.agency AS agency, collect(p.id) AS holders, collect(x.id) AS held
