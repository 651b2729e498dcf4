"""What quotes have to do with each other, settled when the last of a run is written.

`posts` gives each quote its post by `trace.posts`, with what `post_facts` knows of it. `wordings`
and `postings` index words, `matches` compares them, `clusters` unites them, `post_merging` finds
the posts in them, `corrections` and `lineages` say what follows. `settle` is the order of this.
"""
