// ---
// name: counts
// what: the number of nodes of each label in an edition; labels without nodes are left out
// columns: {label: str, nodes: int}
// ---
MATCH (n:Unit {scope: $scope}) RETURN 'Unit' AS label, count(n) AS nodes
UNION ALL
MATCH (n:Position {scope: $scope}) RETURN 'Position' AS label, count(n) AS nodes
UNION ALL
MATCH (n:Objective {scope: $scope}) RETURN 'Objective' AS label, count(n) AS nodes
UNION ALL
MATCH (n:Indicator {scope: $scope}) RETURN 'Indicator' AS label, count(n) AS nodes
UNION ALL
MATCH (n:Task {scope: $scope}) RETURN 'Task' AS label, count(n) AS nodes
UNION ALL
MATCH (n:Programme {scope: $scope}) RETURN 'Programme' AS label, count(n) AS nodes
UNION ALL
MATCH (n:Problem {scope: $scope}) RETURN 'Problem' AS label, count(n) AS nodes
