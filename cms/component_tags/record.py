"""The record: proposals with their answers, receipts, shares, tables, what the search found."""

from cms.component_tags import block_component, component


@component("proposal")
def proposal(item, level=3):
    """A published proposal with its answer, to stand in ol.proposal-list.

    `item`: {text, status, status_label; optional: number, author, published_at, lang, url, answer, answered_at,
    due_at, used_in, earlier}; without `author` it says that the name is not shown. `earlier`: answers that were
    corrected, {text, status_label, day}. `level`: of its heading, one below the heading that it stands under.
    """
    return {"item": item, "level": level}


@block_component("receipt")
def receipt(title, number):
    """Confirmation with the number in fours; the body says what to do with it. `number`: its digits, or the fours."""
    return {"title": title, "groups": number if isinstance(number, list) else in_fours(number)}


def in_fours(number):
    """The digits of a number in groups of four."""
    digits = "".join(sign for sign in str(number) if sign.isdigit())
    return [digits[start : start + 4] for start in range(0, len(digits), 4)]


@component("stacked_bar")
def stacked_bar(parts, label, name="bar"):
    """Parts of a whole. `parts`: {kind: yes partly no out, label, count, url optional}; `name`: unique on the page."""
    total = sum(part["count"] for part in parts)
    shares = whole_shares([part["count"] for part in parts])
    drawn, start = [], 0
    for part, share in zip(parts, shares, strict=True):
        width = part["count"] / total * 100 if total else 0
        # Ready-made strings: a number would be printed with the reader's decimal comma, which SVG does not know.
        drawn.append({**part, "share": share, "x": f"{start:.2f}%", "width": f"{width:.2f}%"})
        start += width
    return {"parts": drawn, "total": total, "label": label, "name": name}


def whole_shares(counts):
    """Per cents of the counts as whole numbers that add up to 100 (largest remainder); zeros of an empty whole."""
    total = sum(counts)
    if not total:
        return [0] * len(counts)
    shares = [count * 100 // total for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda place: -(counts[place] * 100 % total))
    for place in by_remainder[: 100 - sum(shares)]:
        shares[place] += 1
    return shares


@component("data_table")
def data_table(caption, columns, rows, hide_caption=False):
    """A table that becomes cards in a narrow place; its first column heads each row.

    `columns`: words. `rows`: lists of cells; a cell is words, a number, a moment, or a dict
    {text, url, note, status, status_label, lang, more: all optional}; `lang` is that of the text, never of the note;
    `more`: further parts {label, text, note, lang}.
    """
    heads = [str(column) for column in columns]
    return {
        "caption": caption,
        "heads": heads,
        "hide_caption": hide_caption,
        "rows": [_row(heads, row) for row in rows],
    }


def _row(heads, cells):
    full = [cell if isinstance(cell, dict) else {"text": cell} for cell in cells]
    return [{"head": head, **cell} for head, cell in zip(heads, full, strict=True)]


@component("search_result")
def search_result(item):
    """`item`: {title, url; optional: type, snippet, status, status_label, badge, meta (list of words), lang, also}.

    `also`: the same in the other language, {url, label, lang}. `title` and `snippet` are escaped unless the search has
    marked them safe (with <mark> around what was found).
    """
    return {"item": item}
