// ---
// name: burden
// what: units that own at least so many results, and how many
// parameters: {least: how many at least}
// columns: {id: str, name: str, results: int}
// ---
MATCH (u:Unit {scope: $scope})-[:OWNS]->(x)
WITH u, count(x) AS results
WHERE results >= $least
RETURN u.id AS id, u.name AS name, results
