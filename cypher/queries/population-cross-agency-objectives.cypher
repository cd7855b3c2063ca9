// ---
// name: population-cross-agency-objectives
// what: how many objectives are marked as crossing agencies
// counts: {id: "sasaran lintas perangkat daerah", en: "cross-agency objectives"}
// columns: {population: int}
// ---
MATCH (o:Objective {scope: $scope})
WHERE o.cross_agency = true
RETURN count(o) AS population
