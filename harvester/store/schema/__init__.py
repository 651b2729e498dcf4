"""The shape of the database.

`columns` makes a column of the field of a record, `tables` names them all, `migrations/` holds each
step from an empty file to the newest shape, `migrate` takes the steps, `snapshot` writes the result
to `db/schema.sql` for people to read.
"""
