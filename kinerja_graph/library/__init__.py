"""The Cypher files of the product, found and read."""
