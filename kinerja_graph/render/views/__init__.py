"""Prepare a cascade for drawing, by view."""
