// ---
// name: select-role
// what: label and id of the objectives of a role
// parameters: {role: "outcome, csf or condition"}
// columns: {label: str, id: str}
// ---
MATCH (x:Objective {scope: $scope}) WHERE x.role = $role
RETURN 'Objective' AS label, x.id AS id
