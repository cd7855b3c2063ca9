// ---
// name: population-indicators-due
// what: how many indicators have a target, a number or a range, in a closed year
// counts: {id: "indikator yang bertarget pada tahun tertutup", en: "indicators with a target in a closed year"}
// parameters: {as_of: last closed year; null where the plan does not say}
// columns: {population: int}
// ---
MATCH (i:Indicator {scope: $scope})
WITH max(i.realisation_years[size(i.realisation_years) - 1]) AS last_measured
WITH coalesce($as_of, last_measured) AS closed
MATCH (i:Indicator {scope: $scope})
WHERE i.target_years[0] <= closed OR i.range_years[0] <= closed
RETURN count(i) AS population
