// ---
// name: compare-programmes
// what: every programme of the edition with all of its properties
// columns: {id: str, properties: map}
// ---
MATCH (x:Programme {scope: $scope})
RETURN x.id AS id, properties(x) AS properties
