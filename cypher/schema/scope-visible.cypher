// ---
// name: scope-visible
// what: how many editions name this snapshot
// columns: {editions: int}
// ---
MATCH (e:Edition {scope: $scope})
RETURN count(e) AS editions
