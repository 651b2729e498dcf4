"""Commands that harvest: into the database, to standard output, and one explained."""
