// ---
// name: report-outcomes
// what: the objectives that need several agencies, by their mark or by whom they expect
// columns: {id: str, level: int}
// ---
MATCH (o:Objective {scope: $scope})
WHERE o.cross_agency OR EXISTS { (o)-[:EXPECTS]->(:Unit) }
RETURN o.id AS id, o.level AS level
