// ---
// name: search
// what: records of the edition whose id or folded name holds every word
// parameters: {words: folded words}
// columns: {label: str, id: str, name: str, level: int}
// ---
MATCH (x:Objective {scope: $scope})
WHERE all(word IN $words WHERE toLower(x.id) CONTAINS word OR x.name_key CONTAINS word)
RETURN 'Objective' AS label, x.id AS id, x.name AS name, x.level AS level
UNION ALL
MATCH (x:Indicator {scope: $scope})
WHERE all(word IN $words WHERE toLower(x.id) CONTAINS word OR x.name_key CONTAINS word)
RETURN 'Indicator' AS label, x.id AS id, x.name AS name, x.level AS level
UNION ALL
MATCH (x:Task {scope: $scope})
WHERE all(word IN $words WHERE toLower(x.id) CONTAINS word OR x.name_key CONTAINS word)
RETURN 'Task' AS label, x.id AS id, x.name AS name, null AS level
UNION ALL
MATCH (x:Position {scope: $scope})
WHERE all(word IN $words WHERE toLower(x.id) CONTAINS word OR x.name_key CONTAINS word)
RETURN 'Position' AS label, x.id AS id, x.name AS name, null AS level
UNION ALL
MATCH (x:Unit {scope: $scope})
WHERE all(word IN $words WHERE toLower(x.id) CONTAINS word OR x.name_key CONTAINS word)
RETURN 'Unit' AS label, x.id AS id, x.name AS name, null AS level
