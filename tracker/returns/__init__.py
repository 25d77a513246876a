"""Returns: files of updates from one or many forces."""
