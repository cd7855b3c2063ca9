// ---
// name: anything
// what: one node, if there is any besides the store's own counters
// columns: {label: str}
// ---
MATCH (n)
WHERE NOT 'Counter' IN labels(n)
RETURN labels(n)[0] AS label
LIMIT 1
