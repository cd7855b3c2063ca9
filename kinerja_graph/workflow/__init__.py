"""The use cases, called by all interfaces: plain arguments in, plain data out."""
