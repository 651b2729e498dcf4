"""Bytes become text.

`decoding` tries byte order mark, UTF-8 and what is declared, in this order; only then a guess,
for which `codepages` weighs whether the letters belong to one language.
"""
