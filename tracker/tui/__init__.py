"""The board in the terminal: screens and widgets over the workspace, which is called off the UI thread."""
