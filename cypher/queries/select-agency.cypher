// ---
// name: select-agency
// what: label and id of the units and posts of an agency, and of what they own or perform
// parameters: {agency: id of the agency}
// columns: {label: str, id: str}
// ---
MATCH (u:Unit {scope: $scope}) WHERE u.agency = $agency
RETURN 'Unit' AS label, u.id AS id
UNION ALL
MATCH (p:Position {scope: $scope}) WHERE p.agency = $agency
RETURN 'Position' AS label, p.id AS id
UNION ALL
MATCH (u:Unit {scope: $scope}) WHERE u.agency = $agency
MATCH (u)-[:OWNS]->(x)
RETURN DISTINCT labels(x)[0] AS label, x.id AS id
UNION ALL
MATCH (p:Position {scope: $scope}) WHERE p.agency = $agency
MATCH (p)-[:OWNS|PERFORMS]->(x)
RETURN DISTINCT labels(x)[0] AS label, x.id AS id
