// ---
// name: network-edges
// what: every edge of the edition that a picture draws or mentions
// columns: {source: str, source_label: str, target: str, target_label: str, type: str, kind: str, sign: str, status: str, rationale: str}
// ---
CALL () {
  MATCH (x:Task {scope: $scope}) RETURN x
  UNION ALL
  MATCH (x:Indicator {scope: $scope}) RETURN x
  UNION ALL
  MATCH (x:Objective {scope: $scope}) RETURN x
}
MATCH (x)-[e:CONTRIBUTES_TO|MEASURES|REJECTED_CONTRIBUTION|EXPECTS]->(y)
RETURN x.id AS source, labels(x)[0] AS source_label, y.id AS target, labels(y)[0] AS target_label,
  type(e) AS type, e.kind AS kind, e.sign AS sign, e.status AS status, e.rationale AS rationale
