"""Figures of the product beside what they are measured against, in one run on one machine."""
