"""Posts flattened to text.

`signatures`, `leading_signatures` and `platform_lines` find what signs a post behind, before or
below its words; `closing_links` find what closes one that nobody signs. `boundary` decides where
the words begin, `captions` and `leading_posts` where they end. `tails` joins what a scraper split,
`unsigned` makes posts of what is left, and `posts` puts all of them together.
"""
