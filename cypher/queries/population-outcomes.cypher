// ---
// name: population-outcomes
// what: how many objectives of level 0 to 2, and indicators of these levels without objective
// counts: {id: "hasil tingkat 0 sampai 2 (sasaran, dan indikator tanpa sasaran)", en: "results of level 0 to 2 (objectives, and indicators without one)"}
// columns: {population: int}
// ---
CALL () {
  MATCH (o:Objective {scope: $scope})
  WHERE o.level <= 2
  RETURN count(o) AS found
  UNION ALL
  MATCH (i:Indicator {scope: $scope})
  WHERE i.level <= 2 AND NOT (i)-[:MEASURES]->()
  RETURN count(i) AS found
}
RETURN sum(found) AS population
