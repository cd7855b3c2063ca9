// ---
// name: documents-indicators
// what: every indicator of a document with its properties, and the objective that it measures
// columns: {id: str, properties: map, objective: str, objective_origin: str}
// ---
MATCH (i:Indicator {scope: $scope})
OPTIONAL MATCH (i)-[:MEASURES]->(o:Objective)
RETURN i.id AS id, properties(i) AS properties, o.id AS objective, o.origin AS objective_origin
