// ---
// name: lease-end
// what: releases the lease if it is still held
// parameters: [key, holder]
// columns: {}
// writes: true
// ---
MATCH (l:Lease {key: $key})
WHERE l.holder = $holder
DELETE l
