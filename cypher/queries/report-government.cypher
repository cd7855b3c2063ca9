// ---
// name: report-government
// what: the governments among the units, which a report names on its cover
// columns: {id: str, name: str}
// ---
MATCH (u:Unit {scope: $scope, kind: 'pemda'})
RETURN u.id AS id, u.name AS name
