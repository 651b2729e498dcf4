"""Who else printed it: which quotes carry the same words, and how these travelled and changed.

Quotes have wordings that are held against each other in `matching`; `phrase_contexts` tells when a
mere phrase counts. Matches make `clusters`, a cluster has a `lineage`; `consensus` and
`corrections` are what its posts tell of each other. All of it is pure: the store and the command
line bring the quotes and keep what comes out.
"""
