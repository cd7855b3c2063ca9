// ---
// name: select-level
// what: label and id of the results of a level
// parameters: {level: 0 to 5}
// columns: {label: str, id: str}
// ---
MATCH (x:Objective {scope: $scope}) WHERE x.level = $level
RETURN 'Objective' AS label, x.id AS id
UNION ALL
MATCH (x:Indicator {scope: $scope}) WHERE x.level = $level
RETURN 'Indicator' AS label, x.id AS id
