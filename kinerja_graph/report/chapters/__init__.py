"""The chapters of a report, each a function that returns blocks."""
