// ---
// name: indicator-series
// what: the yearly values of the indicators of the given keys, and the objective that each measures
// parameters: {keys: the keys asked for}
// columns: {id: str, objective: str, measure_unit: str, target_years: list, targets: list, range_years: list, range_lows: list, range_highs: list, realisation_years: list, realisations: list}
// ---
UNWIND $keys AS key
MATCH (x:Indicator {key: key})
OPTIONAL MATCH (x)-[:MEASURES]->(o:Objective)
RETURN x.id AS id, o.id AS objective, x.measure_unit AS measure_unit,
  x.target_years AS target_years, x.targets AS targets,
  x.range_years AS range_years, x.range_lows AS range_lows, x.range_highs AS range_highs,
  x.realisation_years AS realisation_years, x.realisations AS realisations
