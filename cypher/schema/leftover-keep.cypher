// ---
// name: leftover-keep
// what: goes on with a removal that was taken on
// parameters: [milliseconds]
// columns: {}
// writes: true
// ---
MATCH (r:Leftover {key: $scope})
SET r.claimed = timestamp() + $milliseconds
