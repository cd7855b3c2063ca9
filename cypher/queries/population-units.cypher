// ---
// name: population-units
// what: how many units the edition has
// columns: {population: int}
// ---
MATCH (x:Unit {scope: $scope})
RETURN count(x) AS population
