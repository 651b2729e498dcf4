"""Who somebody is over all articles: names and accounts that are one person's.

`parsing` takes a printed name apart, `resolving` says which names are one person, with evidence.
"""
