// ---
// name: population-units
// what: how many units the edition has
// counts: {id: "unit", en: "units"}
// columns: {population: int}
// ---
MATCH (x:Unit {scope: $scope})
RETURN count(x) AS population
