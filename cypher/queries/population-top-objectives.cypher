// ---
// name: population-top-objectives
// what: how many objectives of level 0 the edition has
// columns: {population: int}
// ---
MATCH (o:Objective {scope: $scope})
WHERE o.level = 0
RETURN count(o) AS population
