"""Official forms: one file says what the rows and columns of a form are; the graph fills it."""
