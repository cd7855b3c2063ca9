// ---
// name: edition-show
// what: makes a snapshot the one that readers of its edition see
// parameters: [key, properties]
// columns: {}
// writes: true
// ---
MERGE (e:Edition {key: $key})
SET e = $properties
