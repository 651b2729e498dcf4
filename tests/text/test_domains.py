"""Who stands behind a URL."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.text.domains import registered_domain


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.bbc.co.uk/news", "bbc.co.uk"),
        ("http://USER:pw@News.Example.COM:8080/x?u=//y.example", "example.com"),
        ("https://someone.blogspot.com/", "someone.blogspot.com"),
        ("//cdn.paper.example/x", "paper.example"),
        ("https://www.bücher.example/", "bücher.example"),
        ("https://www.xn--bcher-kva.example/", "bücher.example"),
        ("http://192.0.2.7/x", None),
        ("http://[2001:db8::1]/x", None),
        ("http://[::1", None),
        ("http://localhost/", None),
        ("https://co.uk/", None),
        ("http://a..b/", None),
        ("http:///x", None),
        ("mailto:a@b.example", None),
        ("", None),
    ],
)
def test_the_registered_domain_of_a_url(url: str, domain: str | None) -> None:
    assert registered_domain(url) == domain


@given(st.text(max_size=30))
def test_no_url_makes_the_domain_fail(text: str) -> None:
    registered_domain(text)
    registered_domain("https://" + text)
