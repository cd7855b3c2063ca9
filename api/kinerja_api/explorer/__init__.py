"""The explorer: pages rendered here, readable without script, each with an address to share."""
