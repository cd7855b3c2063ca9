// ---
// name: export-keys
// what: the key of every node of the edition, by label
// columns: {label: str, key: str}
// ---
MATCH (x:Unit {scope: $scope}) RETURN 'Unit' AS label, x.key AS key
UNION ALL
MATCH (x:Position {scope: $scope}) RETURN 'Position' AS label, x.key AS key
UNION ALL
MATCH (x:Objective {scope: $scope}) RETURN 'Objective' AS label, x.key AS key
UNION ALL
MATCH (x:Indicator {scope: $scope}) RETURN 'Indicator' AS label, x.key AS key
UNION ALL
MATCH (x:Task {scope: $scope}) RETURN 'Task' AS label, x.key AS key
UNION ALL
MATCH (x:Programme {scope: $scope}) RETURN 'Programme' AS label, x.key AS key
UNION ALL
MATCH (x:Problem {scope: $scope}) RETURN 'Problem' AS label, x.key AS key
