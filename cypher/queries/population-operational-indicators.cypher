// ---
// name: population-operational-indicators
// what: how many indicators stand at level 4 or 5
// counts: {id: "indikator tingkat 4 dan 5", en: "indicators of level 4 and 5"}
// columns: {population: int}
// ---
MATCH (i:Indicator {scope: $scope})
WHERE i.level >= 4
RETURN count(i) AS population
