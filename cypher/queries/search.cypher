// ---
// name: search
// what: records of editions whose id or folded name contains every word
// parameters: {within: scopes of the editions, words: folded words}
// columns: {scope: str, label: str, id: str, name: str, level: int}
// ---
UNWIND $within AS scope
MATCH (x:Objective {scope: scope})
WHERE all(word IN $words WHERE toLower(x.id) CONTAINS word OR x.name_key CONTAINS word)
RETURN scope AS scope, 'Objective' AS label, x.id AS id, x.name AS name, x.level AS level
UNION ALL
UNWIND $within AS scope
MATCH (x:Indicator {scope: scope})
WHERE all(word IN $words WHERE toLower(x.id) CONTAINS word OR x.name_key CONTAINS word)
RETURN scope AS scope, 'Indicator' AS label, x.id AS id, x.name AS name, x.level AS level
UNION ALL
UNWIND $within AS scope
MATCH (x:Task {scope: scope})
WHERE all(word IN $words WHERE toLower(x.id) CONTAINS word OR x.name_key CONTAINS word)
RETURN scope AS scope, 'Task' AS label, x.id AS id, x.name AS name, null AS level
UNION ALL
UNWIND $within AS scope
MATCH (x:Position {scope: scope})
WHERE all(word IN $words WHERE toLower(x.id) CONTAINS word OR x.name_key CONTAINS word)
RETURN scope AS scope, 'Position' AS label, x.id AS id, x.name AS name, null AS level
UNION ALL
UNWIND $within AS scope
MATCH (x:Unit {scope: scope})
WHERE all(word IN $words WHERE toLower(x.id) CONTAINS word OR x.name_key CONTAINS word)
RETURN scope AS scope, 'Unit' AS label, x.id AS id, x.name AS name, null AS level
