// ---
// name: leftover-note
// what: notes a snapshot that is to be removed, from so many milliseconds on
// parameters: [milliseconds]
// columns: {}
// writes: true
// ---
MERGE (r:Leftover {key: $scope})
SET r.scope = $scope, r.due = timestamp() + $milliseconds
