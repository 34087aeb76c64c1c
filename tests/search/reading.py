"""The results page as a reader sees it."""

import re


def results_at(client, query, language="kk", **more):
    """The text of the results page."""
    response = client.get(f"/{language}/search/", {"q": query, **more})
    assert response.status_code == 200
    assert not response.cookies
    return response.content.decode()


def titles(text):
    """The titles of the results in their order."""
    found = re.findall(r"<h3[^>]*><a [^>]*>(.*?)</a></h3>", text)
    return [" ".join(re.sub(r"<[^>]+>", "", title).split()) for title in found]
