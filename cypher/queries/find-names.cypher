// ---
// name: find-names
// what: label, id and name of every record of the edition, to search for similar ones
// columns: {label: str, id: str, name: str}
// ---
MATCH (x:Unit {scope: $scope}) RETURN 'Unit' AS label, x.id AS id, x.name AS name
UNION ALL
MATCH (x:Position {scope: $scope}) RETURN 'Position' AS label, x.id AS id, x.name AS name
UNION ALL
MATCH (x:Objective {scope: $scope}) RETURN 'Objective' AS label, x.id AS id, x.name AS name
UNION ALL
MATCH (x:Indicator {scope: $scope}) RETURN 'Indicator' AS label, x.id AS id, x.name AS name
UNION ALL
MATCH (x:Task {scope: $scope}) RETURN 'Task' AS label, x.id AS id, x.name AS name
UNION ALL
MATCH (x:Programme {scope: $scope})
RETURN 'Programme' AS label, 'programme:' + x.id AS id, x.name AS name
