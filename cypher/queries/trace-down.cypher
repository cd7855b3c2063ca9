// ---
// name: trace-down
// what: everything that reaches a record, itself included, with its holders and the chain edges that lead to it
// parameters: {key: scope and id of a record, scope: of its edition}
// columns: {label: str, id: str, name: str, level: int, origin: str, holders: list, edges: list}
// ---
CALL () {
  MATCH (s:Objective {key: $key}) RETURN s
  UNION ALL
  MATCH (s:Indicator {key: $key}) RETURN s
  UNION ALL
  MATCH (s:Task {key: $key}) RETURN s
  UNION ALL
  MATCH (s:Unit {key: $key}) RETURN s
  UNION ALL
  MATCH (s:Position {key: $key}) RETURN s
}
CALL (s) {
  MATCH (s)<-[:CONTRIBUTES_TO|MEASURES*0..]-(x)
  RETURN DISTINCT x
}
CALL (x) {
  MATCH (x)<-[e:CONTRIBUTES_TO|MEASURES]-(y)
  RETURN collect([type(e), y.id, x.id, e.kind, e.sign, e.status, e.rationale]) AS edges
}
CALL (x) {
  MATCH (x)<-[:OWNS|PERFORMS]-(h)
  OPTIONAL MATCH (a:Unit {key: $scope + '/' + h.agency})
  RETURN collect(DISTINCT [h.id, h.agency, a.name]) AS holders
}
RETURN labels(x)[0] AS label, x.id AS id, x.name AS name, x.level AS level, x.origin AS origin,
  holders, edges
