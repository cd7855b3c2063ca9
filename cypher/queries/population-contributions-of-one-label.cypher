// ---
// name: population-contributions-of-one-label
// what: how many contributions lead from an indicator to another one, or from an objective to another one
// counts: {id: "kontribusi antarindikator atau antarsasaran", en: "contributions between two indicators or two objectives"}
// columns: {population: int}
// ---
CALL () {
  MATCH (a:Objective {scope: $scope})-[:CONTRIBUTES_TO]->(b:Objective)
  WHERE a <> b
  RETURN count(*) AS found
  UNION ALL
  MATCH (a:Indicator {scope: $scope})-[:CONTRIBUTES_TO]->(b:Indicator)
  WHERE a <> b
  RETURN count(*) AS found
}
RETURN sum(found) AS population
