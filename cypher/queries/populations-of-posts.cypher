// ---
// name: populations-of-posts
// what: what the population queries of these names count among posts and duties, counted together
// columns: {ladder_positions: int, lower_rungs_of_supervised_ladders: int, indicators_of_positions: int, duties: int, indicators_of_leaders: int, reports_from_unsupervised_ladders: int, subordinates_with_duties: int}
// ---
CALL () {
  MATCH (p:Position {scope: $scope})
  RETURN count(p.ladder_key) AS ladder_positions,
    count(CASE WHEN p.supervised = true AND p.rung > 1 THEN 1 END)
      AS lower_rungs_of_supervised_ladders
}
CALL () {
  MATCH (:Unit {scope: $scope})-[e:OWNS]->()
  RETURN count(e) AS duties_of_units
}
CALL () {
  MATCH (:Position {scope: $scope})-[e:OWNS|PERFORMS]->(x)
  RETURN count(e) AS duties_of_posts,
    count(CASE WHEN x:Indicator THEN 1 END) AS indicators_of_positions
}
CALL () {
  MATCH (p:Position {scope: $scope})<-[:REPORTS_TO]-(s:Position)
  WHERE s <> p
  WITH DISTINCT p
  MATCH (p)-[e:OWNS]->(:Indicator)
  RETURN count(e) AS indicators_of_leaders
}
CALL () {
  MATCH (p:Position {scope: $scope})-[e:REPORTS_TO]->(s:Position)
  WHERE p.supervised = false AND s <> p
  RETURN count(e) AS reports_from_unsupervised_ladders
}
CALL () {
  MATCH (p:Position {scope: $scope})-[:REPORTS_TO]->(s:Position)
  WHERE s <> p AND (p)-[:OWNS|PERFORMS]->() AND (s)-[:OWNS]->()
  RETURN count(DISTINCT p) AS subordinates_with_duties
}
RETURN ladder_positions, lower_rungs_of_supervised_ladders, indicators_of_positions,
  duties_of_units + duties_of_posts AS duties, indicators_of_leaders,
  reports_from_unsupervised_ladders, subordinates_with_duties
