// ---
// name: completeness-records
// what: the id and the level (-1 where it is unknown) of every result and task of the edition, as parallel lists in one row per label
// columns: {label: str, ids: list, levels: list}
// ---
MATCH (x:Task {scope: $scope}) RETURN 'Task' AS label, collect(x.id) AS ids, collect(-1) AS levels
UNION ALL
MATCH (x:Indicator {scope: $scope})
RETURN 'Indicator' AS label, collect(x.id) AS ids, collect(coalesce(x.level, -1)) AS levels
UNION ALL
MATCH (x:Objective {scope: $scope})
RETURN 'Objective' AS label, collect(x.id) AS ids, collect(coalesce(x.level, -1)) AS levels
