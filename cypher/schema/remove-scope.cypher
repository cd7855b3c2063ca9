// ---
// name: remove-scope
// what: removes the nodes of a small snapshot with their edges; written for Unit, applied to every label
// columns: {}
// writes: true
// ---
MATCH (n:Unit {scope: $scope})
DETACH DELETE n
