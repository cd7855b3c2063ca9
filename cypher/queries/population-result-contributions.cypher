// ---
// name: population-result-contributions
// what: how many contributions lead from a result to another result
// counts: {id: "kontribusi antarhasil", en: "contributions between results"}
// columns: {population: int}
// ---
CALL () {
  MATCH (a:Objective {scope: $scope})-[:CONTRIBUTES_TO]->(b)
  WHERE a <> b
  RETURN count(*) AS found
  UNION ALL
  MATCH (a:Indicator {scope: $scope})-[:CONTRIBUTES_TO]->(b)
  WHERE a <> b
  RETURN count(*) AS found
}
RETURN sum(found) AS population
