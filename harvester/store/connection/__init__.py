"""One handle on one file.

`opening` opens the database or says why not, `transactions` make all of it or nothing, `guard` lets
a question read and nothing else, `failures` says in words what SQLite says in codes, `health` looks
whether all is sound.
"""
