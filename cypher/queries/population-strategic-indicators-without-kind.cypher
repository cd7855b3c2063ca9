// ---
// name: population-strategic-indicators-without-kind
// what: how many indicators of level 0 or 1 have no kind
// columns: {population: int}
// ---
MATCH (i:Indicator {scope: $scope})
WHERE i.level <= 1 AND i.kind IS NULL
RETURN count(i) AS population
