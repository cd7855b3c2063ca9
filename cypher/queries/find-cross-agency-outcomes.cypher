// ---
// name: find-cross-agency-outcomes
// what: the objectives of level 0 that are marked as needing several agencies
// columns: {id: str, name: str}
// ---
MATCH (o:Objective {scope: $scope})
WHERE o.level = 0 AND o.cross_agency
RETURN o.id AS id, o.name AS name
