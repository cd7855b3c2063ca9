// ---
// name: report-sums
// what: the indicators that are sums of lower ones
// columns: {id: str, level: int}
// ---
MATCH (c:Indicator {scope: $scope})-[:CONTRIBUTES_TO {mode: 'sum'}]->(p:Indicator)
WHERE c.id <> p.id
RETURN DISTINCT p.id AS id, p.level AS level
