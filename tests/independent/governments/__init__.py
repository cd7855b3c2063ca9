"""Random governments as the tables of an input document, with every defect planted fairly."""
