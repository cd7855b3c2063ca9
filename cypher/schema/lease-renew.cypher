// ---
// name: lease-renew
// what: renews the lease if it is still held
// parameters: [key, holder, milliseconds]
// columns: {held: int}
// writes: true
// ---
MATCH (l:Lease {key: $key})
WHERE l.holder = $holder
SET l.expires = timestamp() + $milliseconds
RETURN count(l) AS held
