"""Pure functions on strings: nothing here reads a file, knows a platform or remembers a call."""
