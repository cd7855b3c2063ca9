// ---
// name: evidence-series
// what: names and yearly achievements of every indicator of the edition
// columns: {id: str, name: str, years: list, achievements: list}
// ---
MATCH (x:Indicator {scope: $scope})
RETURN x.id AS id, x.name AS name, x.achievement_years AS years, x.achievements AS achievements
