// ---
// name: lease-end
// what: gives the lease back where it is still held
// parameters: [key, holder]
// columns: {}
// writes: true
// ---
MATCH (l:Lease {key: $key})
WHERE l.holder = $holder
DELETE l
