// ---
// name: chain-below
// what: the chain edges into everything that reaches a result, itself included, in one row of parallel lists
// parameters: {key: scope and id of a result}
// columns: {sources: list, targets: list, measures: list}
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
MATCH (y)<-[e:CONTRIBUTES_TO|MEASURES]-(x)
RETURN collect(x.id) AS sources, collect(y.id) AS targets,
  collect(type(e) = 'MEASURES') AS measures
