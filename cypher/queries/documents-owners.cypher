// ---
// name: documents-owners
// what: the posts and units of a document that own a result, with its id
// columns: {label: str, name: str, agency: str, held: str}
// ---
MATCH (p:Position {scope: $scope})-[:OWNS]->(x)
RETURN 'Position' AS label, coalesce(p.name, p.id) AS name, p.agency AS agency, x.id AS held
UNION ALL
MATCH (u:Unit {scope: $scope})-[:OWNS]->(x)
RETURN 'Unit' AS label, coalesce(u.name, u.id) AS name, u.agency AS agency, x.id AS held
