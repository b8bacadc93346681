"""Help that answers at once: what the terminal's library loads and a page of help never uses is kept out."""

import sys
from types import ModuleType

UNUSED = {"rich.markdown": "Markdown", "rich.traceback": "Traceback"}


def load_help(arguments: list[str]) -> None:
    """Load typer's pages of help before they are asked for, if they will be, without Markdown and tracebacks.

    They import both at their top, and with them a parser of Markdown and every lexer of Pygments: nearly half of what
    ``cronfa --help`` took. Our help is marked up by rich alone and our exceptions are Python's own, so that neither is
    ever called: an empty class stands in for each while the pages load, and for nobody else.
    """
    if "--help" not in arguments and arguments:
        return
    absent = {name: item for name, item in UNUSED.items() if name not in sys.modules}
    for name, item in absent.items():
        sys.modules[name] = ModuleType(name)
        setattr(sys.modules[name], item, type(item, (), {}))
    import typer.rich_utils  # noqa: F401  (loaded for those who ask for it next)

    for name in absent:
        del sys.modules[name]
