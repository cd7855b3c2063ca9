// ---
// name: population-indicators-of-positions
// what: how many pairs of an indicator and a position that owns it there are
// counts: {id: "pasangan indikator dan jabatan pemiliknya", en: "pairs of an indicator and a post that owns it"}
// columns: {population: int}
// ---
MATCH (p:Position {scope: $scope})-[e:OWNS]->(:Indicator)
RETURN count(e) AS population
