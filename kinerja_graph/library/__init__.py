"""Find and read the Cypher files of the product."""
