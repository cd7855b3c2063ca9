"""Generate the second example, a complete small city, and a country of synthetic cities."""
