// ---
// name: population-objectives-below-top
// what: how many objectives of a level below the government's own outcome the edition has
// counts: {id: "sasaran di bawah tingkat 0", en: "objectives below level 0"}
// columns: {population: int}
// ---
MATCH (o:Objective {scope: $scope})
WHERE o.level > 0
RETURN count(o) AS population
