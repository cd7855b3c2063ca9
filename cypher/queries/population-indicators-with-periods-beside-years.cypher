// ---
// name: population-indicators-with-periods-beside-years
// what: how many indicators have a stated year target beside one that their periods make
// counts: {id: "indikator dengan target tahun di samping target periode yang lengkap", en: "indicators with a year target beside complete period targets"}
// columns: {population: int}
// ---
MATCH (i:Indicator {scope: $scope})
WHERE i.beside_target_years IS NOT NULL
RETURN count(i) AS population
