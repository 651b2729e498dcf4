"""A web page becomes an article.

`hidden_data` brings posts to light that scripts would show, read from their data by `unwrap`;
`layout` makes lines of the markup by what `elements` knows of each; `metadata` and `linked_data`
say what the page says of itself; `page` puts the article together.
"""
