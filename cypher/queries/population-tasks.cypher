// ---
// name: population-tasks
// what: how many tasks the edition has
// columns: {population: int}
// ---
MATCH (x:Task {scope: $scope})
RETURN count(x) AS population
