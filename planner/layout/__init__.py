"""What any sheet looks like: its colours, and what fits on a printed page."""
