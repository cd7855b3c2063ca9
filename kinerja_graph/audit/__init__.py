"""Rules are run over the graph and give findings."""
