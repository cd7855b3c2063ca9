// ---
// name: top-level
// what: the smallest level number of a result of the edition; null where no level is known
// columns: {level: int}
// ---
CALL () {
  MATCH (x:Indicator {scope: $scope}) RETURN min(x.level) AS level
  UNION ALL
  MATCH (x:Objective {scope: $scope}) RETURN min(x.level) AS level
}
RETURN min(level) AS level
