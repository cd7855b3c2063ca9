// ---
// name: population-agencies-and-units
// what: how many units are of kind opd or unit
// counts: {id: "unit berjenis opd atau unit", en: "units of kind opd or unit"}
// columns: {population: int}
// ---
MATCH (u:Unit {scope: $scope})
WHERE u.kind IN ['opd', 'unit']
RETURN count(u) AS population
