// ---
// name: population-indicators-of-leaders
// what: how many pairs of an indicator and an owning position with a direct subordinate there are
// counts: {id: "pasangan indikator dan pemiliknya yang mempunyai bawahan", en: "pairs of an indicator and its owner who has subordinates"}
// columns: {population: int}
// ---
MATCH (p:Position {scope: $scope})<-[:REPORTS_TO]-(s:Position)
WHERE s <> p
WITH DISTINCT p
MATCH (p)-[e:OWNS]->(:Indicator)
RETURN count(e) AS population
