// ---
// name: population-output-indicators
// what: how many indicators have kind output
// counts: {id: "indikator keluaran", en: "output indicators"}
// columns: {population: int}
// ---
MATCH (i:Indicator {scope: $scope})
WHERE i.kind = 'output'
RETURN count(i) AS population
