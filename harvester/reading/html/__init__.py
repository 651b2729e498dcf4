"""A web page becomes an article.

`tree` reads it and marks what matters, `events` hears what `taming` keeps from becoming a tree, and
`layout` makes lines of what both tell, by what `elements` knows of each tag; `hidden_data` brings
posts to light that scripts would show, read from their data by `unwrap`; `metadata` and
`linked_data` say what the page says of itself; `page` puts the article together.
"""
