// ---
// name: population-ladder-positions
// what: how many positions stand on a functional ladder
// counts: {id: "jabatan pada jenjang fungsional", en: "posts on a functional ladder"}
// columns: {population: int}
// ---
MATCH (p:Position {scope: $scope})
WHERE p.ladder_key IS NOT NULL
RETURN count(p) AS population
