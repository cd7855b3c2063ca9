// ---
// name: helpers
// what: what contributes to a result directly
// parameters: {key: scope and id of a result}
// columns: {id: str}
// ---
MATCH (s:Objective|Indicator {key: $key})<-[:CONTRIBUTES_TO|MEASURES]-(x)
RETURN x.id AS id
