// ---
// name: index-scope
// what: a snapshot is found by its scope; written for Unit, applied to every label of a plan
// columns: {}
// writes: true
// ---
CREATE INDEX kinerja_scope_Unit IF NOT EXISTS FOR (n:Unit) ON (n.scope)
