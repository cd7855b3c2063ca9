// ---
// name: leases
// what: all leases, with the server's time
// columns: {key: str, holder: str, scope: str, host: str, pid: int, started: float, expires: int, now: int}
// ---
MATCH (l:Lease)
RETURN l.key AS key, l.holder AS holder, l.scope AS scope, l.host AS host, l.pid AS pid,
  l.started AS started, l.expires AS expires, timestamp() AS now
ORDER BY key
