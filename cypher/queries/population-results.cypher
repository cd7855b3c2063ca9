// ---
// name: population-results
// what: how many objectives and indicators the edition has
// counts: {id: "hasil (sasaran dan indikator)", en: "results (objectives and indicators)"}
// columns: {population: int}
// ---
CALL () {
  MATCH (o:Objective {scope: $scope})
  RETURN count(o) AS found
  UNION ALL
  MATCH (i:Indicator {scope: $scope})
  RETURN count(i) AS found
}
RETURN sum(found) AS population
