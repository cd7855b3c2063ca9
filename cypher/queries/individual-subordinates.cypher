// ---
// name: individual-subordinates
// what: the posts that report to the post of the given key
// parameters: {key: scope and id of the post}
// columns: {id: str}
// ---
MATCH (p:Position {key: $key})<-[:REPORTS_TO]-(s:Position)
RETURN s.id AS id
