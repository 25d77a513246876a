"""What the tracker is delivered with: the licences of everything locked, and its bill of materials."""
