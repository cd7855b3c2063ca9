// ---
// name: population-indicator-contributions
// what: how many contributions lead from one indicator to another
// counts: {id: "kontribusi antarindikator", en: "contributions between indicators"}
// columns: {population: int}
// ---
MATCH (c:Indicator {scope: $scope})-[e:CONTRIBUTES_TO]->(p:Indicator)
WHERE c <> p
RETURN count(e) AS population
