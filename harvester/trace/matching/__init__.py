"""Whether two texts carry the same words.

`wording` makes of a text what is compared, `fingerprints` what leads to it in an index,
`comparison` judges a pair by its `alignment`, `difference` says what was changed, `copies` whether
two articles are one.
"""
