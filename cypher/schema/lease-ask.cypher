// ---
// name: lease-ask
// what: the lease of this key, created for the caller if there is none
// parameters: [key, holder, host, pid, started, milliseconds]
// columns: {holder: str, scope: str, host: str, pid: int, started: float, expires: int, now: int}
// writes: true
// ---
MERGE (l:Lease {key: $key})
ON CREATE SET l.holder = $holder, l.scope = $scope, l.host = $host, l.pid = $pid,
  l.started = $started, l.expires = timestamp() + $milliseconds
SET l.turns = coalesce(l.turns, 0) + 1
RETURN l.holder AS holder, l.scope AS scope, l.host AS host, l.pid AS pid,
  l.started AS started, l.expires AS expires, timestamp() AS now
