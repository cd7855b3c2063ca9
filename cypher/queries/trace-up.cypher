// ---
// name: trace-up
// what: the chain edges that lead on from all that a record reaches, itself included
// parameters: {key: scope and id of a task or result}
// columns: {source: str, source_label: str, target: str, target_label: str, type: str, kind: str, sign: str, status: str, rationale: str}
// ---
CALL () {
  MATCH (s:Objective {key: $key}) RETURN s
  UNION ALL
  MATCH (s:Indicator {key: $key}) RETURN s
  UNION ALL
  MATCH (s:Task {key: $key}) RETURN s
}
CALL (s) {
  MATCH (s)-[:CONTRIBUTES_TO|MEASURES*0..]->(x)
  RETURN DISTINCT x
}
MATCH (x)-[e:CONTRIBUTES_TO|MEASURES]->(y)
RETURN x.id AS source, labels(x)[0] AS source_label, y.id AS target, labels(y)[0] AS target_label,
  type(e) AS type, e.kind AS kind, e.sign AS sign, e.status AS status, e.rationale AS rationale
