"""Plan files are read into the model."""
