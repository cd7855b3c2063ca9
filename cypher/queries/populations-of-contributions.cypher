// ---
// name: populations-of-contributions
// what: what the population queries of these names count among contributions, counted together
// columns: {result_contributions: int, contributions_of_equal_level: int, contributions_of_one_label: int, indicator_contributions: int, summing_contributions: int, summed_indicators: int, contributions_of_every_status: int, crosscutting_contributions: int}
// ---
CALL () {
  MATCH (a:Objective {scope: $scope})-[e:CONTRIBUTES_TO]->(b)
  WHERE a <> b
  RETURN count(e) AS of_objectives, count(CASE WHEN a.level = b.level THEN 1 END) AS level_objectives,
    count(CASE WHEN b:Objective THEN 1 END) AS paired_objectives,
    count(CASE WHEN e.kind = 'crosscutting' THEN 1 END) AS crossing_objectives
}
CALL () {
  MATCH (a:Indicator {scope: $scope})-[e:CONTRIBUTES_TO]->(b)
  WHERE a <> b
  RETURN count(e) AS of_indicators, count(CASE WHEN a.level = b.level THEN 1 END) AS level_indicators,
    count(CASE WHEN b:Indicator THEN 1 END) AS paired_indicators,
    count(CASE WHEN e.kind = 'crosscutting' THEN 1 END) AS crossing_indicators,
    count(CASE WHEN e.mode = 'sum' AND b:Indicator THEN 1 END) AS summing_contributions
}
CALL () {
  MATCH (p:Indicator {scope: $scope})<-[:CONTRIBUTES_TO {mode: 'sum'}]-(c:Indicator)
  WHERE c <> p
  RETURN count(DISTINCT p) AS summed_indicators
}
CALL () {
  MATCH (:Task {scope: $scope})-[e:CONTRIBUTES_TO|REJECTED_CONTRIBUTION]->()
  RETURN count(e) AS of_tasks, count(CASE WHEN e.kind = 'crosscutting' THEN 1 END) AS crossing_tasks
}
CALL () {
  MATCH (a:Objective {scope: $scope})-[e:REJECTED_CONTRIBUTION]->(b)
  WHERE a <> b
  RETURN count(e) AS refused_objectives,
    count(CASE WHEN e.kind = 'crosscutting' THEN 1 END) AS refused_crossing_objectives
}
CALL () {
  MATCH (a:Indicator {scope: $scope})-[e:REJECTED_CONTRIBUTION]->(b)
  WHERE a <> b
  RETURN count(e) AS refused_indicators,
    count(CASE WHEN e.kind = 'crosscutting' THEN 1 END) AS refused_crossing_indicators
}
RETURN of_objectives + of_indicators AS result_contributions,
  level_objectives + level_indicators AS contributions_of_equal_level,
  paired_objectives + paired_indicators AS contributions_of_one_label,
  paired_indicators AS indicator_contributions, summing_contributions, summed_indicators,
  of_objectives + of_indicators + of_tasks + refused_objectives + refused_indicators
    AS contributions_of_every_status,
  crossing_objectives + crossing_indicators + crossing_tasks + refused_crossing_objectives
    + refused_crossing_indicators AS crosscutting_contributions
