// ---
// name: population-strategic-indicators
// what: how many indicators stand at level 0 or 1
// columns: {population: int}
// ---
MATCH (i:Indicator {scope: $scope})
WHERE i.level <= 1
RETURN count(i) AS population
