// ---
// name: population-strategic-indicators
// what: how many indicators stand at level 0 or 1
// counts: {id: "indikator tingkat 0 dan 1", en: "indicators of level 0 and 1"}
// columns: {population: int}
// ---
MATCH (i:Indicator {scope: $scope})
WHERE i.level <= 1
RETURN count(i) AS population
