// ---
// name: indexes
// what: the indexes that there are, those of constraints among them
// columns: {labels: list, properties: list, state: str}
// ---
SHOW INDEXES YIELD labelsOrTypes, properties, state
RETURN labelsOrTypes AS labels, properties AS properties, state AS state
