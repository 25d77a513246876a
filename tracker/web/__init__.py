"""The board in a browser: who may come in, the page, and a session of its own for each person."""
