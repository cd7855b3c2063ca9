// ---
// name: compare-programme-ties
// what: every edge that leaves a programme of the edition
// columns: {source: str, label: str, target: str, type: str}
// ---
MATCH (x:Programme {scope: $scope})-[e:PART_OF|IN_UNIT|SERVES]->(y)
RETURN x.id AS source, labels(y)[0] AS label, y.id AS target, type(e) AS type
