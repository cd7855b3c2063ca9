"""The explorer: server-rendered pages, readable without scripts, each with a shareable URL."""
