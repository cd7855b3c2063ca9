// ---
// name: population-indicators-of-leaders
// what: how many pairs of an indicator and an owning position with a direct subordinate there are
// columns: {population: int}
// ---
MATCH (p:Position {scope: $scope})-[e:OWNS]->(:Indicator)
WHERE COUNT { MATCH (p)<-[:REPORTS_TO]-(s:Position) WHERE s.id <> p.id RETURN s } > 0
RETURN count(e) AS population
