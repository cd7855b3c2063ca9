// ---
// name: counter-next
// what: the next number of this counter
// parameters: [key]
// columns: {value: int}
// writes: true
// ---
MERGE (c:Counter {key: $key})
SET c.value = coalesce(c.value, 0) + 1
RETURN c.value AS value
