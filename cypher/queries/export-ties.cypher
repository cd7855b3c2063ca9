// ---
// name: export-ties
// what: the number of edges that leave the records of the edition
// columns: {ties: int}
// ---
MATCH (x:Unit {scope: $scope})-[e]->() RETURN count(e) AS ties
UNION ALL
MATCH (x:Position {scope: $scope})-[e]->() RETURN count(e) AS ties
UNION ALL
MATCH (x:Objective {scope: $scope})-[e]->() RETURN count(e) AS ties
UNION ALL
MATCH (x:Indicator {scope: $scope})-[e]->() RETURN count(e) AS ties
UNION ALL
MATCH (x:Task {scope: $scope})-[e]->() RETURN count(e) AS ties
UNION ALL
MATCH (x:Programme {scope: $scope})-[e]->() RETURN count(e) AS ties
