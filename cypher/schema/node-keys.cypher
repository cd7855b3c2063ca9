// ---
// name: node-keys
// what: the keys of all nodes of a snapshot; written for Unit, applied to every label
// columns: {key: str}
// ---
MATCH (n:Unit {scope: $scope})
RETURN n.key AS key
ORDER BY key
