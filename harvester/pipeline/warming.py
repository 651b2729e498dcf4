"""Importing this loads what the first harvest of a process loads: declarations, words, the model.

The server from which workers begin imports it, so that it is done once, not by every worker.
"""

from harvester.pipeline.work import Work
from harvester.reading.documents import Page
from harvester.records import Article

_TEXT = """“The river rose slowly, and nobody slept,” said Ada Quist, the mayor, on Saturday.
Water in the cellar again, and no end
— Ada Quist (@ada_q9) March 23, 2019
The bridge was closed. „Wir warten“, sagte Quist. « Nous attendons », dit-elle.
«الماء في القبو»، قالت آدا. 「雨がやまない」と言った。 «Мы ждём», — сказала она.
Ada Quist on X: "Water in the cellar" / X
A post shared by Ada Quist (@ada_q9) on Mar 23, 2019 at 3:43pm PDT
https://twitter.com/ada_q9/status/1109000000000000001 pic.twitter.com/AbCdEfGhIj
"""
_PAGE = f"<html><body><p>{_TEXT}</p></body></html>".encode()

Work().outcomes([Article(_TEXT, source="text"), Page(_PAGE, Article("", source="page"))])
