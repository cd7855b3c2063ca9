"""The chapters of a report, each a function that gives blocks."""
