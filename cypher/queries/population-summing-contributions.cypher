// ---
// name: population-summing-contributions
// what: how many contributions between two indicators have mode sum
// counts: {id: "kontribusi antarindikator yang dijumlahkan", en: "contributions between indicators that add up"}
// columns: {population: int}
// ---
MATCH (c:Indicator {scope: $scope})-[e:CONTRIBUTES_TO {mode: 'sum'}]->(p:Indicator)
WHERE c <> p
RETURN count(e) AS population
