// ---
// name: population-programmes
// what: how many programmes there are
// counts: {id: "program", en: "programmes"}
// columns: {population: int}
// ---
MATCH (p:Programme {scope: $scope})
RETURN count(p) AS population
