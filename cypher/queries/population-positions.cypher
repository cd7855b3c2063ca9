// ---
// name: population-positions
// what: how many positions the edition has
// counts: {id: "jabatan", en: "posts"}
// columns: {population: int}
// ---
MATCH (x:Position {scope: $scope})
RETURN count(x) AS population
