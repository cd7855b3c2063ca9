// ---
// name: leftover-claim
// what: claims the removal of a snapshot unless somebody else is working on it
// parameters: [milliseconds]
// columns: {scope: str}
// writes: true
// ---
MATCH (r:Leftover {key: $scope})
SET r.turns = coalesce(r.turns, 0) + 1
WITH r
WHERE coalesce(r.claimed, 0) < timestamp()
SET r.claimed = timestamp() + $milliseconds
RETURN r.scope AS scope
