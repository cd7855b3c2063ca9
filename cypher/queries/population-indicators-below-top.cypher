// ---
// name: population-indicators-below-top
// what: how many indicators of a level below the government's own outcome the edition has
// counts: {id: "indikator di bawah tingkat 0", en: "indicators below level 0"}
// columns: {population: int}
// ---
MATCH (i:Indicator {scope: $scope})
WHERE i.level > 0
RETURN count(i) AS population
