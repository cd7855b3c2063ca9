"""Put the answers of views into words once, as blocks that every writer writes (decision 0242)."""
