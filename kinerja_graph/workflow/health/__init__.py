"""``doctor``: what is installed, reachable and allowed, and how to mend what is not."""
