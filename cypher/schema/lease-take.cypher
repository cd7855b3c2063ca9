// ---
// name: lease-take
// what: gives the lease of this key to another holder
// parameters: [key, holder, host, pid, started, milliseconds]
// columns: {}
// writes: true
// ---
MATCH (l:Lease {key: $key})
SET l.holder = $holder, l.scope = $scope, l.host = $host, l.pid = $pid,
  l.started = $started, l.expires = timestamp() + $milliseconds
