"""The shape of the database.

`harvester.models` declares the tables, `tables` knows them by name. `migrations/` holds each step
from an empty file to the newest shape, `migrate` takes the steps, `snapshot` writes the result to
`db/schema.sql` for people to read.
"""
