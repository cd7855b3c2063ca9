// ---
// name: visible-scopes
// what: the scope of every visible edition, in one row
// columns: {scopes: list}
// ---
MATCH (e:Edition)
RETURN collect(e.scope) AS scopes
