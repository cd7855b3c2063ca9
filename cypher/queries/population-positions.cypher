// ---
// name: population-positions
// what: how many positions the edition has
// columns: {population: int}
// ---
MATCH (x:Position {scope: $scope})
RETURN count(x) AS population
