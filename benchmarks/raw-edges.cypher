UNWIND $rows AS row
MATCH (low:Indicator {key: row.low})
MATCH (high:Objective {key: row.high})
CREATE (low)-[edge:MEASURES]->(high)
SET edge = row.properties
