// ---
// name: value-rows
// what: the rows of the table values in which the given indicators have their years
// parameters: {keys: the keys of the indicators}
// columns: {id: str, years: list, rows: list, target_years: list, range_years: list, realisation_years: list, derived_target_years: list, derived_realisation_years: list}
// ---
UNWIND $keys AS key
MATCH (i:Indicator {key: key})
WHERE i.value_years IS NOT NULL
RETURN i.id AS id, i.value_years AS years, i.value_rows AS rows, i.target_years AS target_years,
  i.range_years AS range_years, i.realisation_years AS realisation_years,
  i.derived_target_years AS derived_target_years,
  i.derived_realisation_years AS derived_realisation_years
