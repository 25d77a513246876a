"""YAML files that people write: read safely, and every mistake told by line and column."""
