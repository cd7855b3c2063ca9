// ---
// name: forms-edges
// what: every edge that leaves a unit of the edition; forms ask the same of every label (forms/facts.py)
// columns: {label: str, id: str, type: str, far_label: str, far_id: str, properties: map}
// ---
MATCH (x:Unit {scope: $scope})-[e]->(y)
RETURN 'Unit' AS label, x.id AS id, type(e) AS type, labels(y)[0] AS far_label, y.id AS far_id,
  properties(e) AS properties
