// ---
// name: population-indicators
// what: how many indicators the edition has
// columns: {population: int}
// ---
MATCH (x:Indicator {scope: $scope})
RETURN count(x) AS population
