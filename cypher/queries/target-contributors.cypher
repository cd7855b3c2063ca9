// ---
// name: target-contributors
// what: the indicators that contribute to a result, and those that measure an objective
// parameters: {key: scope and id of the result}
// columns: {id: str, type: str, mode: str}
// ---
CALL () {
  MATCH (s:Objective {key: $key}) RETURN s
  UNION ALL
  MATCH (s:Indicator {key: $key}) RETURN s
}
MATCH (s)<-[e:CONTRIBUTES_TO|MEASURES]-(i:Indicator)
RETURN i.id AS id, type(e) AS type, e.mode AS mode
