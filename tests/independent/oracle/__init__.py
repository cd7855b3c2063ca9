"""A second opinion on a plan: every rule and view worked out in plain Python from its words."""
