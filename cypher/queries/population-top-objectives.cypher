// ---
// name: population-top-objectives
// what: how many objectives of level 0 the edition has
// counts: {id: "sasaran tingkat 0", en: "objectives of level 0"}
// columns: {population: int}
// ---
MATCH (o:Objective {scope: $scope})
WHERE o.level = 0
RETURN count(o) AS population
