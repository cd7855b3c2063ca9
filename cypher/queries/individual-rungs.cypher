// ---
// name: individual-rungs
// what: the posts of an agency on a rung of a ladder
// parameters: {agency: id of the agency, ladder: the folded name of the ladder}
// columns: {id: str, rung: int}
// ---
MATCH (p:Position {scope: $scope})
WHERE p.ladder_key = $ladder AND p.agency = $agency AND p.rung IS NOT NULL
RETURN p.id AS id, p.rung AS rung
