"""Rows as files that other programs open: spreadsheets, Parquet, graphs, annotations, packages.

What a file is follows from its name: `quotes.xlsx`, `outlets.gexf`, `package/datapackage.json`.
"""
