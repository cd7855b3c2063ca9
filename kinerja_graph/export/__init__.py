"""A loaded edition goes out again: read from the graph in batches, written in five formats."""
