// ---
// name: population-objectives
// what: how many objectives the edition has
// counts: {id: "sasaran", en: "objectives"}
// columns: {population: int}
// ---
MATCH (x:Objective {scope: $scope})
RETURN count(x) AS population
