// ---
// name: written-contributions
// what: the contributions of the given records that are written in another row than the record itself
// parameters: {keys: the keys of the lower ends}
// columns: {id: str, other_id: str, origin: str}
// ---
UNWIND $keys AS key
CALL (key) {
  MATCH (x:Indicator {key: key})-[e:CONTRIBUTES_TO|REJECTED_CONTRIBUTION]->(y)
  RETURN x, e, y
  UNION ALL
  MATCH (x:Objective {key: key})-[e:CONTRIBUTES_TO|REJECTED_CONTRIBUTION]->(y)
  RETURN x, e, y
  UNION ALL
  MATCH (x:Task {key: key})-[e:CONTRIBUTES_TO|REJECTED_CONTRIBUTION]->(y)
  RETURN x, e, y
}
WITH x, e, y
WHERE e.origin <> x.origin
RETURN x.id AS id, y.id AS other_id, e.origin AS origin
