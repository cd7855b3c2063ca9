// ---
// name: lease-lock
// what: locks the lease until the end of the transaction; returns its holder
// parameters: [key]
// columns: {holder: str, scope: str, host: str, pid: int, started: float, expires: int, now: int}
// writes: true
// ---
MATCH (l:Lease {key: $key})
SET l.turns = coalesce(l.turns, 0) + 1
RETURN l.holder AS holder, l.scope AS scope, l.host AS host, l.pid AS pid,
  l.started AS started, l.expires AS expires, timestamp() AS now
