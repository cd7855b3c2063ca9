// ---
// name: population-indicators-with-value
// what: how many indicators have a target or a realisation in at least one year
// counts: {id: "indikator dengan target atau realisasi", en: "indicators with a target or a realisation"}
// columns: {population: int}
// ---
MATCH (i:Indicator {scope: $scope})
WHERE i.target_years IS NOT NULL OR i.range_years IS NOT NULL
  OR i.realisation_years IS NOT NULL
RETURN count(i) AS population
