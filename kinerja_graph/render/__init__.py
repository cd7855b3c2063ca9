"""Draw pictures of views."""
