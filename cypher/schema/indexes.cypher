// ---
// name: indexes
// what: all indexes, including those of constraints
// columns: {labels: list, properties: list, state: str}
// ---
SHOW INDEXES YIELD labelsOrTypes, properties, state
RETURN labelsOrTypes AS labels, properties AS properties, state AS state
