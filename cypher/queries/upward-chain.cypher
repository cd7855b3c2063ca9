// ---
// name: upward-chain
// what: every result and task of the edition with the ends of its upward chain edges
// columns: {label: str, id: str, above: list}
// ---
CALL () {
  MATCH (x:Task {scope: $scope}) RETURN 'Task' AS label, x
  UNION ALL
  MATCH (x:Indicator {scope: $scope}) RETURN 'Indicator' AS label, x
  UNION ALL
  MATCH (x:Objective {scope: $scope}) RETURN 'Objective' AS label, x
}
OPTIONAL MATCH (x)-[:CONTRIBUTES_TO|MEASURES]->(y)
RETURN label, x.id AS id, collect(y.id) AS above
