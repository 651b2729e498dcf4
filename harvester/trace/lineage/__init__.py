"""Who printed the words of a cluster first, who later, and with what changes.

`printings` are what comes in and goes out. `times` orders them, `names` compares speakers, `tree`
arranges the wordings, `sources` guesses from whom they were taken, `alterations` and
`misattributions` find what is odd; `lineages` puts it together.
"""
