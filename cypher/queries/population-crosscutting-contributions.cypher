// ---
// name: population-crosscutting-contributions
// what: how many crosscutting contributions of every status there are
// counts: {id: "kontribusi lintas perangkat daerah, apa pun statusnya", en: "crosscutting contributions of every status"}
// columns: {population: int}
// ---
CALL () {
  MATCH (o:Objective {scope: $scope})-[e:CONTRIBUTES_TO|REJECTED_CONTRIBUTION {kind: 'crosscutting'}]->(r)
  WHERE o <> r
  RETURN count(e) AS found
  UNION ALL
  MATCH (i:Indicator {scope: $scope})-[e:CONTRIBUTES_TO|REJECTED_CONTRIBUTION {kind: 'crosscutting'}]->(r)
  WHERE i <> r
  RETURN count(e) AS found
  UNION ALL
  MATCH (t:Task {scope: $scope})-[e:CONTRIBUTES_TO|REJECTED_CONTRIBUTION {kind: 'crosscutting'}]->()
  RETURN count(e) AS found
}
RETURN sum(found) AS population
