// ---
// name: population-cross-agency-objectives
// what: how many objectives are marked as crossing agencies
// columns: {population: int}
// ---
MATCH (o:Objective {scope: $scope})
WHERE o.cross_agency = true
RETURN count(o) AS population
