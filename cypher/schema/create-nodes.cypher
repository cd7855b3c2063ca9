// ---
// name: create-nodes
// what: creates the records of one batch in a fresh snapshot; written for Unit, applied to every label with its properties
// parameters: {rows: property maps with key and scope}
// columns: {}
// writes: true
// ---
UNWIND $rows AS row
CREATE (n:Unit {key: row.key})
