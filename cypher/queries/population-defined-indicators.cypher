// ---
// name: population-defined-indicators
// what: how many indicators have an operational definition
// counts: {id: "indikator dengan definisi operasional", en: "indicators with an operational definition"}
// columns: {population: int}
// ---
MATCH (i:Indicator {scope: $scope})
WHERE i.definition IS NOT NULL
RETURN count(i) AS population
