// ---
// name: leftovers-due
// what: the snapshots that may be removed now and that nobody removes yet
// columns: {scope: str}
// ---
MATCH (r:Leftover)
WHERE r.due <= timestamp() AND coalesce(r.claimed, 0) < timestamp()
RETURN r.scope AS scope
ORDER BY r.due, scope
