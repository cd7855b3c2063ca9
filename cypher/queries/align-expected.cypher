// ---
// name: align-expected
// what: the units expected to contribute to an objective
// parameters: {key: scope and id of the objective}
// columns: {id: str}
// ---
MATCH (o:Objective {key: $key})-[:EXPECTS]->(u:Unit)
RETURN u.id AS id
