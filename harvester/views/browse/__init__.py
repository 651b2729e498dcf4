"""What Datasette is told of a database, and how it shows texts that run from the right."""
