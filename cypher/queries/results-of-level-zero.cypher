// ---
// name: results-of-level-zero
// what: every result of level 0
// columns: {id: str}
// ---
MATCH (o:Objective {scope: $scope}) WHERE o.level = 0 RETURN o.id AS id
UNION ALL
MATCH (i:Indicator {scope: $scope}) WHERE i.level = 0 RETURN i.id AS id
