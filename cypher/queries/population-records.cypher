// ---
// name: population-records
// what: how many units, posts, objectives, indicators and tasks the edition has
// counts: {id: "catatan (unit, jabatan, sasaran, indikator, tugas)", en: "records (units, posts, objectives, indicators, tasks)"}
// columns: {population: int}
// ---
CALL () {
  MATCH (u:Unit {scope: $scope})
  RETURN count(u) AS found
  UNION ALL
  MATCH (p:Position {scope: $scope})
  RETURN count(p) AS found
  UNION ALL
  MATCH (o:Objective {scope: $scope})
  RETURN count(o) AS found
  UNION ALL
  MATCH (i:Indicator {scope: $scope})
  RETURN count(i) AS found
  UNION ALL
  MATCH (t:Task {scope: $scope})
  RETURN count(t) AS found
}
RETURN sum(found) AS population
