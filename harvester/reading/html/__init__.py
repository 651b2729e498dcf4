"""A web page becomes an article.

`walk` goes through a page and marks in its `tree` what matters, by what `acts` says; `events` hears
a page that `taming` keeps from becoming a tree. `layout` makes lines of what either tells, by what
`elements` knows of each tag. `hidden_data` brings posts to light that scripts would show, read from
their data by `page_data` and `unwrap`; `metadata` and `linked_data` say what the page says of
itself; `page` puts the article together.
"""
