// ---
// name: governments-of-agencies
// what: the nearest government at or above each of the given agencies
// parameters: {keys: the keys of the agencies}
// columns: {id: str, name: str, above: str, title: str}
// ---
UNWIND $keys AS key
MATCH way = (u:Unit {key: key})-[:PART_OF*0..]->(g:Unit {kind: 'pemda'})
WITH u, g, min(length(way)) AS steps
ORDER BY steps, g.id
WITH u, head(collect(g)) AS g
RETURN u.id AS id, u.name AS name, g.id AS above, g.name AS title
