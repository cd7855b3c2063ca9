// ---
// name: plan-years
// what: the first and last year with any target, and with any realisation; null if there is none
// columns: {what: str, first: int, last: int}
// ---
MATCH (i:Indicator {scope: $scope})
UNWIND coalesce(i.target_years, []) + coalesce(i.range_years, []) AS year
RETURN 'target' AS what, min(year) AS first, max(year) AS last
UNION ALL
MATCH (i:Indicator {scope: $scope})
UNWIND coalesce(i.realisation_years, []) AS year
RETURN 'realisation' AS what, min(year) AS first, max(year) AS last
