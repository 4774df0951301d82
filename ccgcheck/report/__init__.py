"""Report: one model, every format."""
