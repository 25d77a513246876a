"""The status report: one model of it, made once from the board, and one small renderer for each format."""
