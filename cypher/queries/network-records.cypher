// ---
// name: network-records
// what: label and id of every result and task of the edition
// columns: {label: str, id: str}
// ---
MATCH (x:Objective {scope: $scope}) RETURN 'Objective' AS label, x.id AS id
UNION ALL
MATCH (x:Indicator {scope: $scope}) RETURN 'Indicator' AS label, x.id AS id
UNION ALL
MATCH (x:Task {scope: $scope}) RETURN 'Task' AS label, x.id AS id
