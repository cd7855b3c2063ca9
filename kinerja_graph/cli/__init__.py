"""The command ``kinerja``: its commands, its answers for people, its exit codes."""
