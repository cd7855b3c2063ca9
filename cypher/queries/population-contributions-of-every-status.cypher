// ---
// name: population-contributions-of-every-status
// what: how many contributions of every status there are
// counts: {id: "kontribusi, apa pun statusnya", en: "contributions of every status"}
// columns: {population: int}
// ---
CALL () {
  MATCH (o:Objective {scope: $scope})-[e:CONTRIBUTES_TO|REJECTED_CONTRIBUTION]->(r)
  WHERE o <> r
  RETURN count(e) AS found
  UNION ALL
  MATCH (i:Indicator {scope: $scope})-[e:CONTRIBUTES_TO|REJECTED_CONTRIBUTION]->(r)
  WHERE i <> r
  RETURN count(e) AS found
  UNION ALL
  MATCH (t:Task {scope: $scope})-[e:CONTRIBUTES_TO|REJECTED_CONTRIBUTION]->()
  RETURN count(e) AS found
}
RETURN sum(found) AS population
