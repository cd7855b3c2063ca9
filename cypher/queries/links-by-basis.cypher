// ---
// name: links-by-basis
// what: how many contributions of the edition are stated, and how many come only from nesting
// columns: {stated: int, nesting: int}
// ---
CALL () {
  MATCH (:Task {scope: $scope})-[e:CONTRIBUTES_TO]->()
  RETURN count(e) AS links, count(CASE WHEN e.basis = 'nesting' THEN 1 END) AS nested
  UNION ALL
  MATCH (:Indicator {scope: $scope})-[e:CONTRIBUTES_TO]->()
  RETURN count(e) AS links, count(CASE WHEN e.basis = 'nesting' THEN 1 END) AS nested
  UNION ALL
  MATCH (:Objective {scope: $scope})-[e:CONTRIBUTES_TO]->()
  RETURN count(e) AS links, count(CASE WHEN e.basis = 'nesting' THEN 1 END) AS nested
}
RETURN sum(links) - sum(nested) AS stated, sum(nested) AS nesting
