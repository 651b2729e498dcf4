"""The tables of a database as typed classes, for notebooks and for the store.

A table is one class: its columns with their types and meanings, its keys, its indexes, and what it
is related to. `select(Quote).where(Quote.handle == "ada_q9")` asks for rows of one. Those who
publish and post come first, then `quotes`, then `clusters` of them; `queues` are the program's own.
"""

from harvester.models.articles import Article, ArticleVersion, Outlet, Sighting
from harvester.models.clusters import Cluster, ClusterMember, Finding, Variant
from harvester.models.people import GivenName, Person, PersonName
from harvester.models.posts import Account, Post
from harvester.models.quotes import Correction, Entity, Quote
from harvester.models.runs import Input, Problem, Run
from harvester.models.wordings import Match, Wording

__all__ = [
    "Account",
    "Article",
    "ArticleVersion",
    "Cluster",
    "ClusterMember",
    "Correction",
    "Entity",
    "Finding",
    "GivenName",
    "Input",
    "Match",
    "Outlet",
    "Person",
    "PersonName",
    "Post",
    "Problem",
    "Quote",
    "Run",
    "Sighting",
    "Variant",
    "Wording",
]
