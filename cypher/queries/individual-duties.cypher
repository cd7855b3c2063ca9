// ---
// name: individual-duties
// what: what the posts of the given keys own and perform
// parameters: {keys: the keys asked for}
// columns: {post: str, label: str, id: str}
// ---
UNWIND $keys AS key
MATCH (p:Position {key: key})-[:OWNS|PERFORMS]->(x)
RETURN p.id AS post, labels(x)[0] AS label, x.id AS id
