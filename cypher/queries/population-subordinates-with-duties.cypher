// ---
// name: population-subordinates-with-duties
// what: how many positions own or perform something while a direct superior owns a result
// counts: {id: "jabatan yang memiliki hasil atau melaksanakan tugas dan yang atasannya memiliki hasil", en: "posts that own a result or perform a task and whose superior owns a result"}
// columns: {population: int}
// ---
MATCH (p:Position {scope: $scope})-[:REPORTS_TO]->(s:Position)
WHERE s <> p AND (p)-[:OWNS|PERFORMS]->() AND (s)-[:OWNS]->()
RETURN count(DISTINCT p) AS population
