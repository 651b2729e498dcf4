"""The index by which wordings that may match are found.

`segments` keeps the postings, `candidates` asks them who shares enough with whom.
"""
