// ---
// name: create-nodes
// what: puts the records of one batch into a fresh snapshot; written for Unit, applied to every label
// parameters: {rows: property maps with key and scope}
// columns: {}
// writes: true
// ---
UNWIND $rows AS row
CREATE (n:Unit)
SET n = row
