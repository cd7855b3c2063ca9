// ---
// name: populations-of-records
// what: what the population queries of these names count among records, counted together
// columns: {units: int, agencies_and_units: int, positions: int, tasks: int, records: int, objectives: int, objectives_below_top: int, top_objectives: int, success_factors: int, cross_agency_objectives: int, indicators: int, indicators_below_top: int, operational_indicators: int, strategic_indicators: int, strategic_indicators_without_kind: int, defined_indicators: int, output_indicators: int, indicators_with_target: int, indicators_with_value: int, results: int, outcomes: int, expectations: int}
// ---
CALL () {
  MATCH (u:Unit {scope: $scope})
  RETURN count(u) AS units,
    count(CASE WHEN u.kind IN ['opd', 'unit'] THEN 1 END) AS agencies_and_units
}
CALL () {
  MATCH (p:Position {scope: $scope})
  RETURN count(p) AS positions
}
CALL () {
  MATCH (t:Task {scope: $scope})
  RETURN count(t) AS tasks
}
CALL () {
  MATCH (o:Objective {scope: $scope})
  RETURN count(o) AS objectives,
    count(CASE WHEN o.level > 0 THEN 1 END) AS objectives_below_top,
    count(CASE WHEN o.level = 0 THEN 1 END) AS top_objectives,
    count(CASE WHEN o.role = 'csf' THEN 1 END) AS success_factors,
    count(CASE WHEN o.level <= 2 THEN 1 END) AS high_objectives,
    count(CASE WHEN o.cross_agency = true THEN 1 END) AS cross_agency_objectives
}
CALL () {
  MATCH (:Objective {scope: $scope})-[e:EXPECTS]->(:Unit)
  RETURN count(e) AS expectations
}
CALL () {
  MATCH (i:Indicator {scope: $scope})
  RETURN count(i) AS indicators,
    count(CASE WHEN i.level > 0 THEN 1 END) AS indicators_below_top,
    count(CASE WHEN i.level >= 4 THEN 1 END) AS operational_indicators,
    count(CASE WHEN i.level <= 1 THEN 1 END) AS strategic_indicators,
    count(CASE WHEN i.level <= 1 AND i.kind IS NULL THEN 1 END) AS strategic_indicators_without_kind,
    count(CASE WHEN i.definition IS NOT NULL THEN 1 END) AS defined_indicators,
    count(CASE WHEN i.kind = 'output' THEN 1 END) AS output_indicators,
    count(CASE WHEN i.target_years IS NOT NULL OR i.range_years IS NOT NULL THEN 1 END)
      AS indicators_with_target,
    count(CASE WHEN i.target_years IS NOT NULL OR i.range_years IS NOT NULL
                 OR i.realisation_years IS NOT NULL THEN 1 END) AS indicators_with_value
}
CALL () {
  MATCH (i:Indicator {scope: $scope})
  WHERE i.level <= 2 AND NOT (i)-[:MEASURES]->()
  RETURN count(i) AS loose_indicators
}
RETURN units, agencies_and_units, positions, tasks,
  units + positions + objectives + indicators + tasks AS records,
  objectives, objectives_below_top, top_objectives, success_factors,
  cross_agency_objectives, indicators, indicators_below_top, operational_indicators,
  strategic_indicators, strategic_indicators_without_kind, defined_indicators, output_indicators,
  indicators_with_target, indicators_with_value, objectives + indicators AS results,
  high_objectives + loose_indicators AS outcomes, expectations
