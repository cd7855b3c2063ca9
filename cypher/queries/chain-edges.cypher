// ---
// name: chain-edges
// what: every chain edge of the edition in one row of parallel lists; a row per edge takes ten times as long
// columns: {sources: list, targets: list, measures: list, lowers: list}
// ---
CALL () {
  MATCH (x:Task {scope: $scope}) RETURN x
  UNION ALL
  MATCH (x:Indicator {scope: $scope}) RETURN x
  UNION ALL
  MATCH (x:Objective {scope: $scope}) RETURN x
}
MATCH (x)-[e:CONTRIBUTES_TO|MEASURES]->(y)
RETURN collect(x.id) AS sources, collect(y.id) AS targets,
  collect(type(e) = 'MEASURES') AS measures, collect(coalesce(e.sign, '+') = '-') AS lowers
