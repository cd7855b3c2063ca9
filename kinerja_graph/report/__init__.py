"""Documents of findings and views."""
