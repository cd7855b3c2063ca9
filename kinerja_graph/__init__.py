"""kinerja_graph: the performance cascade of a government as an audited graph."""
