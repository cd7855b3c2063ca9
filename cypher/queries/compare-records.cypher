// ---
// name: compare-records
// what: every record of the edition with all of its properties
// columns: {label: str, id: str, properties: map}
// ---
CALL () {
  MATCH (x:Unit {scope: $scope}) RETURN 'Unit' AS label, x
  UNION ALL
  MATCH (x:Position {scope: $scope}) RETURN 'Position' AS label, x
  UNION ALL
  MATCH (x:Objective {scope: $scope}) RETURN 'Objective' AS label, x
  UNION ALL
  MATCH (x:Indicator {scope: $scope}) RETURN 'Indicator' AS label, x
  UNION ALL
  MATCH (x:Task {scope: $scope}) RETURN 'Task' AS label, x
}
RETURN label, x.id AS id, properties(x) AS properties
