// ---
// name: leftover-end
// what: records that nothing of this snapshot is left
// columns: {}
// writes: true
// ---
MATCH (r:Leftover {key: $scope})
DELETE r
