"""Every public page is valid HTML, without a script or a style of its own. (By npm's `html-validate`.)

Three of its rules are off (`tests/tools/.htmlvalidate.json`): hashes of files of our own origin; and the
roles of tables and lists, which are said once more because a browser forgets them where CSS makes cards of them.
"""

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.browser.public_pages import STATES, in_sitemap, in_style_guide, one_of_each_kind

TOOLS = Path(__file__).resolve().parent.parent / "tools"
# A data block is no script: nothing runs it.
INLINE = re.compile(
    r"<style\b|\sstyle=|<script\b(?![^>]*\bsrc=)(?![^>]*application/ld\+json)|\son[a-z]+=|javascript:", re.I
)


def problems(folder):
    """What the validator says of the files of a folder: {file: [line: message]}."""
    command = ["node", str(TOOLS / "node_modules/html-validate/bin/html-validate.mjs"), "--formatter", "json"]
    report = folder.parent / f"{folder.name}.json"
    # Into a file: a program of Node that ends loses what its pipe has not taken yet.
    with report.open("w") as output:
        done = subprocess.run(
            [*command, "--config", str(TOOLS / ".htmlvalidate.json"), str(folder)],
            stdout=output,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode in (0, 1), done.stderr
    return {
        Path(file["filePath"]).name: [
            f"{one['ruleId']}: {one['message']} (line {one['line']})" for one in file["messages"]
        ]
        for file in json.loads(report.read_text())
    }


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_page_is_valid_html_without_scripts_and_styles_of_its_own(open_page, site, extremes, tmp_path, language):
    page, sources = open_page(390, language=language), {}
    own = [address for address in in_sitemap(site.url) if address.startswith(f"/{language}/")]
    for address in one_of_each_kind(own):
        sources[address] = page.request.get(address).text()
    for state in STATES:
        sources[state.name] = page.request.get(f"/{language}/{state.address}").text()
    for address in in_style_guide():
        sources[address] = page.request.get(f"/{language}/{address}").text()
    # A mail program loads no stylesheet: what mails look like stands in them.
    inline = {name for name, source in sources.items() if INLINE.search(source) and "styleguide/letters" not in name}
    assert inline == set()
    assert {name for name, source in sources.items() if source.count("ld+json") > 1} == set()
    # Markup that was meant as markup and is read as words.
    assert {name for name, source in sources.items() if re.search(r"&lt;/?(span|a|b|time|p)\b", source)} == set()
    for name, source in sources.items():
        file_name = re.sub(r"[^-\w]+", "-", name)
        (tmp_path / f"{file_name}.html").write_text(source, encoding="utf-8")
    found = [f"{name}:{line}" for name, lines in problems(tmp_path).items() for line in lines]
    assert not found, "\n".join(found)
