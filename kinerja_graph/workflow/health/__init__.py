"""``doctor``: check what is installed, reachable and allowed, and how to fix what is not."""
