"""Who else printed it: which quotes carry the same words, and how these travelled and changed.

Quotes have wordings, wordings match or not, matches make clusters, a cluster has a lineage. All of
it is pure: the store and the command line bring the quotes and keep what comes out.
"""
