// ---
// name: evidence-values
// what: names and yearly achievements of the indicators of the given keys
// parameters: {keys: the keys asked for}
// columns: {id: str, name: str, years: list, achievements: list}
// ---
UNWIND $keys AS key
MATCH (x:Indicator {key: key})
RETURN x.id AS id, x.name AS name, x.achievement_years AS years, x.achievements AS achievements
