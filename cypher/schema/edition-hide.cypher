// ---
// name: edition-hide
// what: hides this edition from readers
// parameters: [key]
// columns: {}
// writes: true
// ---
MATCH (e:Edition {key: $key})
DELETE e
