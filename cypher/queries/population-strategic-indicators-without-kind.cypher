// ---
// name: population-strategic-indicators-without-kind
// what: how many indicators of level 0 or 1 have no kind
// counts: {id: "indikator tingkat 0 dan 1 tanpa jenis", en: "indicators of level 0 and 1 without a kind"}
// columns: {population: int}
// ---
MATCH (i:Indicator {scope: $scope})
WHERE i.level <= 1 AND i.kind IS NULL
RETURN count(i) AS population
