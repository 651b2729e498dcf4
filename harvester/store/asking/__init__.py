"""Questions to the database.

`question_parsing` tells what a question is about, `search` finds wordings, `lookup` one thing by
its id, `traces` the story of some words, `text_clusters` which texts carry the same words;
`queries` answers SQL and saved questions.
"""
