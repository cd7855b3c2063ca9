// ---
// name: problem-lines
// what: the line on which each row begins that a lenient load could not read whole, by its origin
// parameters: {scope: the snapshot}
// columns: {origin: str, line: int}
// ---
MATCH (p:Problem {scope: $scope})
WHERE p.line IS NOT NULL
RETURN DISTINCT p.origin AS origin, p.line AS line
