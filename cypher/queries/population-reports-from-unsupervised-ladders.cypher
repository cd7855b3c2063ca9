// ---
// name: population-reports-from-unsupervised-ladders
// what: how many reporting lines start at positions of ladders without supervision
// counts: {id: "garis lapor dari jenjang yang tidak menyupervisi", en: "reporting lines from ladders that do not supervise"}
// columns: {population: int}
// ---
MATCH (p:Position {scope: $scope})-[e:REPORTS_TO]->(s:Position)
WHERE p.supervised = false AND s <> p
RETURN count(e) AS population
