"""Write documents of findings and views."""
