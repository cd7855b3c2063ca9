// ---
// name: population-indicators-with-target
// what: how many indicators have a target, a number or a range, in at least one year
// counts: {id: "indikator bertarget", en: "indicators with a target"}
// columns: {population: int}
// ---
MATCH (i:Indicator {scope: $scope})
WHERE i.target_years IS NOT NULL OR i.range_years IS NOT NULL
RETURN count(i) AS population
