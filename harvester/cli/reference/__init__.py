"""Commands that tell what is understood, what records look like, and whether all is well."""
