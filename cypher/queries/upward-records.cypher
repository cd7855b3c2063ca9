// ---
// name: upward-records
// what: the ids of every result and task of the edition, by label, in one row of each
// columns: {label: str, ids: list}
// ---
MATCH (x:Task {scope: $scope}) RETURN 'Task' AS label, collect(x.id) AS ids
UNION ALL
MATCH (x:Indicator {scope: $scope}) RETURN 'Indicator' AS label, collect(x.id) AS ids
UNION ALL
MATCH (x:Objective {scope: $scope}) RETURN 'Objective' AS label, collect(x.id) AS ids
