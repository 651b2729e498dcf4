"""LinkedIn: posts by the three names it has for them, frames, and the clock inside its ids."""

from harvester.platforms.clocks import at_second
from harvester.platforms.declaration import ALONE, FRAME, Example, IdTime, Markup, Platform, Route

_UPDATE = "https://www.linkedin.com/feed/update/urn:li:{type}:{id}"


def posted_at(post_id: str) -> IdTime | None:
    """When a post was made, in UTC.

    >>> posted_at("7084656651378536448").moment.isoformat()
    '2023-07-11T22:16:12+00:00'
    """
    return at_second((int(post_id) >> 22) // 1000, not_before=2012)


LINKEDIN = Platform(
    name="linkedin",
    title="LinkedIn",
    hosts=("linkedin.com",),
    handle=r"[\w%-]{3,100}",
    post_id=r"\d{19}",
    routes=(
        Route("/feed/update/urn:li:{type}:{id}", permalink=_UPDATE),
        Route("/embed/feed/update/urn:li:{type}:{id}", permalink=_UPDATE),
        Route("/posts/*-activity-{id}-*", permalink="https://www.linkedin.com/feed/update/urn:li:activity:{id}"),
        Route("/posts/*-share-{id}-*", permalink="https://www.linkedin.com/feed/update/urn:li:share:{id}"),
        Route("/posts/*-ugcPost-{id}-*", permalink="https://www.linkedin.com/feed/update/urn:li:ugcPost:{id}"),
        Route("/shareArticle", kind="action"),
        Route("/sharing/", kind="action"),
        Route("/in/{handle}", kind="profile"),
        Route("/company/{handle}", kind="profile"),
    ),
    permalink="https://www.linkedin.com/feed/update/urn:li:activity:{id}",
    markup=(
        Markup("iframe", tags=("iframe",), source=FRAME),
        Markup("address", tags=ALONE, source="text"),
    ),
    posted_at=posted_at,
    called=("LinkedIn",),
    examples=(
        Example("https://www.linkedin.com/feed/update/urn:li:activity:7016901149999955968/", post_id="7016901149999955968"),
        Example("https://www.linkedin.com/embed/feed/update/urn:li:share:7016901149999955968?collapsed=1", post_id="7016901149999955968"),
        Example("https://www.linkedin.com/posts/harbour_rain-again-activity-7151241570371948544-4Gu7", post_id="7151241570371948544"),
        Example("https://www.linkedin.com/shareArticle?mini=true&url=https://tide.example", kind="action"),
        Example("https://www.linkedin.com/company/harbour/", kind="profile", handle="harbour"),
    ),
)  # fmt: skip
