"""The speed that the tracker claims, measured: every figure is a ratio within one run."""
