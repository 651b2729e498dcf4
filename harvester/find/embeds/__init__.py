"""Posts embedded in markup.

`fitting` tells cheaply which of the platforms' declarations an element fits: most fit none.
`markup` reads a fitting element: whose post, which words, which day, and where they stand.
"""
