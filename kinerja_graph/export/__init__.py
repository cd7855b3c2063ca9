"""Export a loaded edition: it is read from the graph in batches and written in five formats."""
