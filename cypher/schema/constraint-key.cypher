// ---
// name: constraint-key
// what: the key is unique; written for Unit, applied to every label
// columns: {}
// writes: true
// ---
CREATE CONSTRAINT kinerja_key_Unit IF NOT EXISTS FOR (n:Unit) REQUIRE n.key IS UNIQUE
