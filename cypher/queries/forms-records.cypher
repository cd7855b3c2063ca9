// ---
// name: forms-records
// what: every unit of the edition with all its properties; forms ask the same of every label (forms/facts.py)
// columns: {label: str, properties: map}
// ---
MATCH (x:Unit {scope: $scope})
RETURN 'Unit' AS label, properties(x) AS properties
