"""The use cases: what a screen calls, with plain arguments and data as results."""
