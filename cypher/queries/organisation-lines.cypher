// ---
// name: organisation-lines
// what: who reports to whom, the unit of each post, and the parent of each unit
// columns: {source: str, target: str, type: str}
// ---
CALL () {
  MATCH (x:Position {scope: $scope}) RETURN x
  UNION ALL
  MATCH (x:Unit {scope: $scope}) RETURN x
}
MATCH (x)-[e:REPORTS_TO|IN_UNIT|PART_OF]->(y)
RETURN x.id AS source, y.id AS target, type(e) AS type
