// ---
// name: population-budgeted-programmes
// what: how many programmes have a budget above 0 in some year, their own or what those below make
// counts: {id: "program yang beranggaran", en: "programmes with a budget"}
// columns: {population: int}
// ---
MATCH (p:Programme {scope: $scope})
WHERE p.budgeted
RETURN count(p) AS population
