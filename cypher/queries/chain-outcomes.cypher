// ---
// name: chain-outcomes
// what: the results of level 0
// columns: {id: str}
// ---
MATCH (x:Objective {scope: $scope}) WHERE x.level = 0 RETURN x.id AS id
UNION ALL
MATCH (x:Indicator {scope: $scope}) WHERE x.level = 0 RETURN x.id AS id
