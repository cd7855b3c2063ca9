"""The read-only MCP server: the reading routes of the service as tools (decision 0326)."""
