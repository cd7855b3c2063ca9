// ---
// name: chain-edges
// what: every chain edge of the edition, from the lower end to the higher
// columns: {source: str, target: str, type: str, sign: str}
// ---
CALL () {
  MATCH (x:Task {scope: $scope}) RETURN x
  UNION ALL
  MATCH (x:Indicator {scope: $scope}) RETURN x
  UNION ALL
  MATCH (x:Objective {scope: $scope}) RETURN x
}
MATCH (x)-[e:CONTRIBUTES_TO|MEASURES]->(y)
RETURN x.id AS source, y.id AS target, type(e) AS type, e.sign AS sign
