// ---
// name: matrix-outcomes
// what: objectives of level 0 and indicators of level 0 without objective, with what measures them
// columns: {label: str, id: str, measures: list}
// ---
MATCH (o:Objective {scope: $scope})
WHERE o.level = 0
OPTIONAL MATCH (o)<-[:MEASURES]-(i:Indicator)
RETURN 'Objective' AS label, o.id AS id, collect(i.id) AS measures
UNION ALL
MATCH (i:Indicator {scope: $scope})
WHERE i.level = 0 AND NOT (i)-[:MEASURES]->()
RETURN 'Indicator' AS label, i.id AS id, [] AS measures
