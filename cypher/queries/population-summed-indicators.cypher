// ---
// name: population-summed-indicators
// what: how many indicators receive a contribution of mode sum from another indicator
// counts: {id: "indikator yang targetnya dijumlahkan dari bawah", en: "indicators whose targets are summed from below"}
// columns: {population: int}
// ---
MATCH (p:Indicator {scope: $scope})<-[:CONTRIBUTES_TO {mode: 'sum'}]-(c:Indicator)
WHERE c <> p
RETURN count(DISTINCT p) AS population
