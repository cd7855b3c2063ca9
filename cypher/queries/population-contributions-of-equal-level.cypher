// ---
// name: population-contributions-of-equal-level
// what: how many contributions lead from a result to another one of the same level
// counts: {id: "kontribusi antarhasil setingkat", en: "contributions between results of one level"}
// columns: {population: int}
// ---
CALL () {
  MATCH (a:Objective {scope: $scope})-[:CONTRIBUTES_TO]->(b)
  WHERE a <> b AND a.level = b.level
  RETURN count(*) AS found
  UNION ALL
  MATCH (a:Indicator {scope: $scope})-[:CONTRIBUTES_TO]->(b)
  WHERE a <> b AND a.level = b.level
  RETURN count(*) AS found
}
RETURN sum(found) AS population
