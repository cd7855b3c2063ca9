// ---
// name: leftover-keep
// what: continues a removal that was claimed
// parameters: [milliseconds]
// columns: {}
// writes: true
// ---
MATCH (r:Leftover {key: $scope})
SET r.claimed = timestamp() + $milliseconds
