"""The data model of a cascade: records, edges, positions in files and derived facts; no I/O."""
