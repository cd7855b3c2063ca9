// ---
// name: scopes-stand
// what: which of these snapshots an edition names, or were replaced and are not removed yet
// parameters: {within: scopes of the snapshots}
// columns: {scope: str}
// ---
MATCH (e:Edition)
WHERE e.scope IN $within
RETURN e.scope AS scope
UNION ALL
MATCH (r:Leftover)
WHERE r.key IN $within AND r.due > timestamp()
RETURN r.scope AS scope
