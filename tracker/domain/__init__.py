"""The rules of the tracker: pure functions over immutable records, no file, no SQL, no screen, no clock."""
