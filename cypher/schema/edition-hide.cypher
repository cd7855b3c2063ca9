// ---
// name: edition-hide
// what: readers no longer see this edition
// parameters: [key]
// columns: {}
// writes: true
// ---
MATCH (e:Edition {key: $key})
DELETE e
