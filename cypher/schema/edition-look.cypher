// ---
// name: edition-look
// what: the snapshot that readers of this edition see now
// parameters: [key]
// columns: {scope: str, first_loaded: int}
// ---
MATCH (e:Edition {key: $key})
RETURN e.scope AS scope, e.first_loaded AS first_loaded
