"""What is known of a post and an account: for each fact, the most trusted place that has it.

A place is trusted in the order embed, signature, unsigned, link; then by confidence; then by the
quote's id, which decides nothing but decides it the same everywhere.
"""

import json
from collections.abc import Iterable

from harvester.records import POST_KINDS
from harvester.store.connection.handle import Connection
from harvester.store.connection.transactions import AMONG
from harvester.text.digest import digest

_KINDS = " ".join(f"WHEN '{kind}' THEN {place}" for place, kind in enumerate(POST_KINDS))
_TRUST = f"CASE kind {_KINDS} END, confidence DESC, id"
_EXACT = (
    "CASE posted_precision WHEN 'second' THEN 0 WHEN 'minute' THEN 1 WHEN 'day' THEN 2 ELSE 3 END, "
    + _TRUST
)
# What other articles tell of the beginning of the words holds for them, too.
_CORRECTED = "coalesce((SELECT words FROM corrections WHERE quote_id = quotes.id), tidy)"


def _best(columns: str, *, needs: str, order: str = _TRUST) -> str:
    """The values of columns in the first of the post's quotes that has what is needed."""
    return (
        f"(SELECT {columns} FROM quotes WHERE quotes.post = posts.id AND {needs}"
        f" ORDER BY {order} LIMIT 1)"
    )


_FACTS = {
    # A link printed with the id is the post's own; another one may be a guess.
    "url": _best("url", needs="url IS NOT NULL", order=f"post_id IS NULL, {_TRUST}"),
    "author_name": _best("author_name", needs="author_name <> ''"),
    "handle": _best("handle", needs="handle <> ''"),
    "text": _best(_CORRECTED, needs="tidy <> ''"),
    "(posted_at, posted_precision)": _best(
        "posted_at, posted_precision", needs="posted_at IS NOT NULL", order=_EXACT
    ),
}
_GATHER = (
    f"UPDATE posts SET {', '.join(f'{name} = {value}' for name, value in _FACTS.items())} "
    f"WHERE id {AMONG}"
)


def refresh(connection: Connection, posts: Iterable[str]) -> None:
    """Gathers the facts of these posts and of their accounts anew, and drops the unquoted."""
    among = (json.dumps(sorted(posts)),)
    accounts = _accounts(connection, among)
    connection.exec_driver_sql(
        f"DELETE FROM posts WHERE id {AMONG} "
        "AND NOT EXISTS (SELECT 1 FROM quotes WHERE quotes.post = posts.id)",
        among,
    )
    connection.exec_driver_sql(_GATHER, among)
    _refresh_accounts(connection, accounts | _give_accounts(connection, among))


def _accounts(connection: Connection, among: tuple[str]) -> set[str]:
    rows = connection.exec_driver_sql(
        f"SELECT DISTINCT account_id FROM posts WHERE id {AMONG} AND account_id IS NOT NULL", among
    )
    return {account for (account,) in rows.all()}


def _give_accounts(connection: Connection, among: tuple[str]) -> set[str]:
    """Points each post to the account of its handle, which is made if it is new."""
    rows = connection.exec_driver_sql(
        f"SELECT id, platform, handle, account_id FROM posts WHERE id {AMONG}", among
    )
    accounts: dict[str, tuple[str, str]] = {}
    changes: list[tuple[str | None, str]] = []
    for post, platform, handle, before in rows.all():
        account = handle and digest("account", platform, handle.lower())
        if account:
            accounts[account] = (platform, handle.lower())
        if account != before:
            changes.append((account, post))
    if accounts:
        connection.exec_driver_sql(
            "INSERT INTO accounts (id, platform, handle) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [(account, *names) for account, names in accounts.items()],
        )
    if changes:
        connection.exec_driver_sql("UPDATE posts SET account_id = ? WHERE id = ?", changes)
    return set(accounts)


def _refresh_accounts(connection: Connection, accounts: Iterable[str]) -> None:
    """The display name most often printed with an account; among equals the first in order."""
    among = (json.dumps(sorted(accounts)),)
    connection.exec_driver_sql(
        f"DELETE FROM accounts WHERE id {AMONG} "
        "AND NOT EXISTS (SELECT 1 FROM posts WHERE account_id = accounts.id)",
        among,
    )
    connection.exec_driver_sql(
        "UPDATE accounts SET name = (SELECT author_name FROM posts "
        "WHERE account_id = accounts.id AND author_name IS NOT NULL "
        f"GROUP BY author_name ORDER BY count(*) DESC, author_name LIMIT 1) WHERE id {AMONG}",
        among,
    )


def drop_outlets(connection: Connection) -> None:
    """Removes outlets that published no article here."""
    connection.exec_driver_sql(
        "DELETE FROM outlets WHERE NOT EXISTS (SELECT 1 FROM articles WHERE outlet_id = outlets.id)"
    )
