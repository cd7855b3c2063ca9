// ---
// name: evidence-ways
// what: every way in which an indicator contributes to an indicator of the given keys, with the sign of its contribution
// parameters: {keys: the keys of the upper indicators}
// columns: {source: str, target: str, sign: str}
// ---
UNWIND $keys AS key
MATCH (p:Indicator {key: key})
CALL (p) {
  MATCH (p)<-[e:CONTRIBUTES_TO]-(c:Indicator)
  RETURN c, e.sign AS sign
  UNION ALL
  MATCH (p)-[:MEASURES]->(:Objective)<-[e:CONTRIBUTES_TO]-(c:Indicator)
  RETURN c, e.sign AS sign
  UNION ALL
  MATCH (p)<-[e:CONTRIBUTES_TO]-(:Objective)<-[:MEASURES]-(c:Indicator)
  RETURN c, e.sign AS sign
  UNION ALL
  MATCH (p)-[:MEASURES]->(o:Objective)<-[e:CONTRIBUTES_TO]-(below:Objective)<-[:MEASURES]-(c:Indicator)
  WHERE below <> o
  RETURN c, e.sign AS sign
}
WITH p, c, sign
WHERE c.id <> p.id
RETURN c.id AS source, p.id AS target, sign
