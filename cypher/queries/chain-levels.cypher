// ---
// name: chain-levels
// what: the level of every result whose level is known
// columns: {id: str, level: int}
// ---
MATCH (x:Objective {scope: $scope}) WHERE x.level IS NOT NULL RETURN x.id AS id, x.level AS level
UNION ALL
MATCH (x:Indicator {scope: $scope}) WHERE x.level IS NOT NULL RETURN x.id AS id, x.level AS level
