// ---
// name: compare-ties
// what: every edge between records of the edition with its properties
// columns: {source: str, target: str, type: str, properties: map}
// ---
CALL () {
  MATCH (x:Unit {scope: $scope}) RETURN x
  UNION ALL
  MATCH (x:Position {scope: $scope}) RETURN x
  UNION ALL
  MATCH (x:Objective {scope: $scope}) RETURN x
  UNION ALL
  MATCH (x:Indicator {scope: $scope}) RETURN x
  UNION ALL
  MATCH (x:Task {scope: $scope}) RETURN x
}
MATCH (x)-[e:CONTRIBUTES_TO|REJECTED_CONTRIBUTION|MEASURES|OWNS|PERFORMS|PART_OF|IN_UNIT|REPORTS_TO|EXPECTS]->(y)
RETURN x.id AS source, y.id AS target, type(e) AS type, properties(e) AS properties
