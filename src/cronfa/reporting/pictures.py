"""Our own drawings placed in a page: told to screen readers as one image with its description."""

from markupsafe import Markup


def inline(block: dict[str, str], lang: str) -> Markup:
    """The SVG of a chart as :func:`cronfa.reporting.shown.shown` gives it; its words were escaped when it was drawn."""
    label = Markup.escape(block["alt"])
    opening = Markup('<svg role="img" lang="{}" aria-label="{}" ').format(lang, label)
    return opening + Markup(_own_ids(block)[len("<svg ") :])  # noqa: S704  a picture that we drew


def _own_ids(block: dict[str, str]) -> str:
    """Ids inside a drawing begin with the drawing's own, so that two drawings on a page cannot meet."""
    prefix = f"{block['id']}-"
    return block["svg"].replace('id="', f'id="{prefix}').replace("url(#", f"url(#{prefix}")
