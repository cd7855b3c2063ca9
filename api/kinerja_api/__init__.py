"""The web service on top of the workflows of kinerja_graph."""
