// ---
// name: matrix-highest
// what: the smallest level number of objectives and of indicators
// columns: {level: int}
// ---
MATCH (o:Objective {scope: $scope}) RETURN min(o.level) AS level
UNION ALL
MATCH (i:Indicator {scope: $scope}) RETURN min(i.level) AS level
