// ---
// name: edge-ends
// what: the ids of nodes, by the engine's internal id
// parameters: [handles]
// columns: {handle: str, id: str}
// ---
UNWIND $handles AS handle
MATCH (n)
WHERE elementId(n) = handle
RETURN handle AS handle, n.id AS id
