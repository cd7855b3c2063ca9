"""The web service over the workflows of kinerja_graph."""
