// ---
// name: any-period
// what: one indicator of an edition with a row of values for a part of a year, or one such problem
// parameters: {scope: the scope of the edition}
// columns: {id: str}
// ---
CALL () {
  MATCH (i:Indicator {scope: $scope})
  WHERE i.period_value_codes IS NOT NULL
  RETURN i.id AS id
  LIMIT 1
  UNION ALL
  MATCH (p:Problem {scope: $scope})
  WHERE p.period IS NOT NULL
  RETURN p.id AS id
  LIMIT 1
}
RETURN id
