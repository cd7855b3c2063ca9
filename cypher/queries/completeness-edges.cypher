// ---
// name: completeness-edges
// what: every chain edge of the edition in one row of parallel lists, with whether it has a reason for passing over levels
// columns: {sources: list, targets: list, measures: list, reasons: list}
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
  collect(type(e) = 'MEASURES') AS measures, collect(e.reason IS NOT NULL) AS reasons
