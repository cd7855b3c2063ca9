// ---
// name: population-tasks
// what: how many tasks the edition has
// counts: {id: "tugas SOP", en: "SOP tasks"}
// columns: {population: int}
// ---
MATCH (x:Task {scope: $scope})
RETURN count(x) AS population
