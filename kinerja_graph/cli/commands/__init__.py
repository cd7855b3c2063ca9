"""What the commands do; loaded when one of them runs."""
