"""Inputs become records: articles, and pages that are not laid out yet.

`inputs` finds the files, `streams` and `compression` hand on their bytes, `formats` tells from the
first of them what they hold, and `records` calls the reader: one module a container.
"""
