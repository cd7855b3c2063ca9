// ---
// name: remove-nodes
// what: removes these nodes, whose edges are gone; written for Unit, applied to every label
// parameters: {keys: keys of nodes}
// columns: {}
// writes: true
// ---
UNWIND $keys AS key
MATCH (n:Unit {key: key})
DELETE n
