// ---
// name: offices-hold
// what: the results and tasks that the units and posts of the given keys own or perform, with all their owners and performers
// parameters: {keys: the keys of units and posts}
// columns: {id: str, owners: list}
// ---
UNWIND $keys AS key
CALL (key) {
  MATCH (o:Unit {key: key}) RETURN o
  UNION ALL
  MATCH (o:Position {key: key}) RETURN o
}
MATCH (o)-[:OWNS|PERFORMS]->(x)
WITH DISTINCT x
MATCH (x)<-[:OWNS|PERFORMS]-(owner)
RETURN x.id AS id, collect(DISTINCT owner.id) AS owners
