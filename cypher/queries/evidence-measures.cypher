// ---
// name: evidence-measures
// what: the indicators that measure an objective
// parameters: {key: scope and id of the objective}
// columns: {id: str}
// ---
MATCH (:Objective {key: $key})<-[:MEASURES]-(i:Indicator)
RETURN i.id AS id
