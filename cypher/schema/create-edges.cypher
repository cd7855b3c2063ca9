// ---
// name: create-edges
// what: creates edges between records of one snapshot; written for MEASURES, applied to every type with its properties and pair of labels
// parameters: {rows: 'maps of low and high (keys) and properties'}
// columns: {made: int}
// writes: true
// ---
UNWIND $rows AS row
MATCH (low:Indicator {key: row.low})
MATCH (high:Objective {key: row.high})
CREATE (low)-[edge:MEASURES {origin: row.properties.origin}]->(high)
RETURN count(edge) AS made
