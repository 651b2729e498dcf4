# %% [markdown]
# What a harvest tells: a notebook
# Open this file in VS Code, Spyder or Jupyter (with jupytext): each `# %%` is a cell.
# It asks the database that `harvester run seeds/` makes; put another in its place.

# %%
import pandas as pd

from harvester import open_database
from harvester.filters import Filters

db = open_database("db/harvest.db")

# %% [markdown]
# ## Who is quoted, and where
# A saved question is a table; filters choose which articles count.

# %%
people = pd.DataFrame(db.query("most-quoted-people"))
print(people[["person", "n_articles", "n_outlets"]].head())

# %%
in_2020 = pd.DataFrame(db.query("most-quoted-people", filters=Filters(since="2020", until="2020")))
print(in_2020[["person", "n_articles"]].head())

# %% [markdown]
# ## How long words take from outlet to outlet
# `lag` is in hours after the first printing.

# %%
places = pd.DataFrame(db.query("SELECT outlet, published, lag, relation FROM timeline"))
print(places.dropna(subset="lag").groupby("outlet")["lag"].median().sort_values())

# %% [markdown]
# ## The story of one sentence
# As you remember it: the words need not be right.

# %%
for story in db.trace("nobody may enter the lighthouse, the stairs are gone"):
    print(story["words"])
    print(pd.DataFrame(story["printings"])[["published", "outlet", "relation"]])

# %%
db.close()
