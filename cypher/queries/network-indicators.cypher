// ---
// name: network-indicators
// what: what a picture shows about the indicators of the given keys
// parameters: {keys: the keys asked for}
// columns: {id: str, kind: str, measure_unit: str, polarity: str, baseline: float, formula: str, data_source: str, alias: str, source: str, source_text: str, note: str, definition: str, data_provider: str, reporting_period: str, accumulation: str, tags: list, target_years: list, targets: list, range_years: list, range_lows: list, range_highs: list, realisation_years: list, realisations: list}
// ---
UNWIND $keys AS key
MATCH (x:Indicator {key: key})
RETURN x.id AS id, x.kind AS kind, x.measure_unit AS measure_unit, x.polarity AS polarity,
  x.baseline AS baseline, x.formula AS formula, x.data_source AS data_source,
  x.alias AS alias, x.source AS source, x.source_text AS source_text, x.note AS note,
  x.definition AS definition, x.data_provider AS data_provider,
  x.reporting_period AS reporting_period, x.accumulation AS accumulation, x.tags AS tags,
  x.target_years AS target_years, x.targets AS targets,
  x.range_years AS range_years, x.range_lows AS range_lows, x.range_highs AS range_highs,
  x.realisation_years AS realisation_years, x.realisations AS realisations
