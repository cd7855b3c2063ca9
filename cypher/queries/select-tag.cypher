// ---
// name: select-tag
// what: label and id of the results and tasks that state a tag
// parameters: {tag: the tag folded for comparing}
// columns: {label: str, id: str}
// ---
MATCH (x:Objective {scope: $scope}) WHERE $tag IN x.tag_keys
RETURN 'Objective' AS label, x.id AS id
UNION ALL
MATCH (x:Indicator {scope: $scope}) WHERE $tag IN x.tag_keys
RETURN 'Indicator' AS label, x.id AS id
UNION ALL
MATCH (x:Task {scope: $scope}) WHERE $tag IN x.tag_keys
RETURN 'Task' AS label, x.id AS id
