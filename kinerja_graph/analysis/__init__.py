"""Views: questions asked of the graph, answered as data."""
