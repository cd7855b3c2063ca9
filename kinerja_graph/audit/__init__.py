"""Run rules over the graph to produce findings."""
