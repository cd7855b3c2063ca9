// ---
// name: record-ties-to
// what: the edges that lead to one record, whatever its label
// parameters: {key: scope and id, limit: rows at most}
// columns: {type: str, label: str, id: str, name: str, kind: str, sign: str, mode: str, status: str, rationale: str}
// ---
CALL () {
  MATCH (x:Unit {key: $key}) RETURN x
  UNION ALL
  MATCH (x:Position {key: $key}) RETURN x
  UNION ALL
  MATCH (x:Objective {key: $key}) RETURN x
  UNION ALL
  MATCH (x:Indicator {key: $key}) RETURN x
  UNION ALL
  MATCH (x:Task {key: $key}) RETURN x
}
MATCH (x)<-[e:CONTRIBUTES_TO|REJECTED_CONTRIBUTION|MEASURES|OWNS|PERFORMS|PART_OF|IN_UNIT|REPORTS_TO|EXPECTS]-(y)
WHERE labels(y)[0] <> 'Programme'
RETURN type(e) AS type, labels(y)[0] AS label, y.id AS id, y.name AS name,
  e.kind AS kind, e.sign AS sign, e.mode AS mode, e.status AS status, e.rationale AS rationale
ORDER BY type, id LIMIT $limit
