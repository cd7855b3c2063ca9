"""The model is put into a graph database and read back."""
