// ---
// name: align-holders
// what: the owners and performers of everything that reaches a result, itself included, as parallel lists in one row per agency and type
// parameters: {key: scope and id of a result}
// columns: {agency: str, type: str, holders: list, held: list}
// ---
CALL () {
  MATCH (s:Objective {key: $key}) RETURN s
  UNION ALL
  MATCH (s:Indicator {key: $key}) RETURN s
}
CALL (s) {
  MATCH (s)<-[:CONTRIBUTES_TO|MEASURES*0..]-(y)
  RETURN DISTINCT y
}
MATCH (y)<-[e:OWNS|PERFORMS]-(h)
RETURN h.agency AS agency, type(e) AS type, collect(h.id) AS holders, collect(y.id) AS held
