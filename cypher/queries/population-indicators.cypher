// ---
// name: population-indicators
// what: how many indicators the edition has
// counts: {id: "indikator", en: "indicators"}
// columns: {population: int}
// ---
MATCH (x:Indicator {scope: $scope})
RETURN count(x) AS population
