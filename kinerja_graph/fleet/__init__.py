"""Audit many governments on the workers of a Dask cluster, and query what was found."""
