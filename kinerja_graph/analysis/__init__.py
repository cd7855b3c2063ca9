"""Views: queries on the graph, with data as their results."""
