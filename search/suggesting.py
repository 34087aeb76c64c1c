"""What a reader may have meant: titles that begin so, and words that are written alike."""


def titles(beginning, language, limit=8):
    """Public titles with a word of this beginning, the reader's language first: [(title, url, language)]."""
    return []


def similar(text, language):
    """Words that something public holds and that are written like those of the text."""
    return []
