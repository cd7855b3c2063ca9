// ---
// name: unread-cells
// what: the columns of each record whose cells a lenient load could not read
// parameters: {scope: the snapshot}
// columns: {id: str, heading: str}
// ---
MATCH (p:Problem {scope: $scope})
WHERE p.subject_id IS NOT NULL AND p.heading IS NOT NULL
RETURN DISTINCT p.subject_id AS id, p.heading AS heading
