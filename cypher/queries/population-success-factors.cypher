// ---
// name: population-success-factors
// what: how many objectives are critical success factors
// counts: {id: "faktor kunci keberhasilan", en: "critical success factors"}
// columns: {population: int}
// ---
MATCH (o:Objective {scope: $scope})
WHERE o.role = 'csf'
RETURN count(o) AS population
