// ---
// name: population-lower-rungs-of-supervised-ladders
// what: how many positions stand below rung 1 of ladders with supervision
// columns: {population: int}
// ---
MATCH (p:Position {scope: $scope})
WHERE p.supervised = true AND p.rung > 1
RETURN count(p) AS population
