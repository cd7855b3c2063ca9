// ---
// name: remove-edges
// what: removes the edges that go out from these nodes; written for Unit, applied to every label
// parameters: {keys: keys of nodes}
// columns: {}
// writes: true
// ---
UNWIND $keys AS key
MATCH (n:Unit {key: key})-[edge]->()
DELETE edge
