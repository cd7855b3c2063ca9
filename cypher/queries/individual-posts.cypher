// ---
// name: individual-posts
// what: the posts of the given keys, their place in the organisation and on a ladder
// parameters: {keys: the keys asked for}
// columns: {id: str, name: str, rank: str, unit: str, agency: str, ladder: str, ladder_key: str, rung: int, supervised: bool, superiors: list}
// ---
UNWIND $keys AS key
MATCH (p:Position {key: key})
OPTIONAL MATCH (p)-[:IN_UNIT]->(u:Unit)
OPTIONAL MATCH (p)-[:REPORTS_TO]->(s:Position)
RETURN p.id AS id, p.name AS name, p.rank AS rank, u.id AS unit, p.agency AS agency,
  p.ladder AS ladder, p.ladder_key AS ladder_key, p.rung AS rung, p.supervised AS supervised,
  collect(s.id) AS superiors
