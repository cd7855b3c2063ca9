// ---
// name: population-lower-rungs-of-supervised-ladders
// what: how many positions stand below rung 1 of ladders with supervision
// counts: {id: "jabatan di bawah jenjang 1 pada jabatan fungsional yang menyupervisi", en: "posts below rung 1 of ladders that supervise"}
// columns: {population: int}
// ---
MATCH (p:Position {scope: $scope})
WHERE p.supervised = true AND p.rung > 1
RETURN count(p) AS population
