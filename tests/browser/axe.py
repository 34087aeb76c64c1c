"""axe-core, run inside the page: what it finds wrong with it. (npm's `axe-core`, pinned in `tests/tools`.)"""

from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "tools" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async ([tags, within]) => {
  // A frame is a page of its own, and looked at as one.
  const options = { runOnly: tags, resultTypes: ["violations"], iframes: false };
  const found = await axe.run(within ? { include: [within] } : document, options);
  const why = (node) => [...node.any, ...node.all, ...node.none].map((check) => check.message).join(" ");
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")}: ${why(node)}`));
}"""


def violations(page, within="", tags=TAGS):
    """What axe finds on the page, one line for each element; `within` a selector, everything without one."""
    # By the debugger, not by a script element: the page's own policy allows none.
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(SOURCE.read_text(encoding="utf-8"))
    return page.evaluate(RUN, [tags, within])
