// ---
// name: population-expectations
// what: how many pairs of an objective and an expected unit there are
// counts: {id: "pasangan sasaran dan unit yang diharapkan", en: "pairs of an objective and an expected unit"}
// columns: {population: int}
// ---
MATCH (o:Objective {scope: $scope})-[e:EXPECTS]->(:Unit)
RETURN count(e) AS population
