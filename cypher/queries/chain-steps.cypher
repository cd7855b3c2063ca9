// ---
// name: chain-steps
// what: every edge of the chain of the edition, from the lower end to the upper one
// columns: {low: str, low_label: str, high: str, high_label: str}
// ---
CALL () {
  MATCH (x:Task {scope: $scope}) RETURN x
  UNION ALL
  MATCH (x:Indicator {scope: $scope}) RETURN x
  UNION ALL
  MATCH (x:Objective {scope: $scope}) RETURN x
}
MATCH (x)-[:CONTRIBUTES_TO|MEASURES]->(y)
RETURN x.id AS low, labels(x)[0] AS low_label, y.id AS high, labels(y)[0] AS high_label
