"""Inputs become documents.

`inputs` finds the files, `streams` unpacks them block by block, `formats` tells from the first
bytes what they hold, `json_lines` and `json_objects` make articles of records.
"""
