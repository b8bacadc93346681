"""Compiles the Welsh catalogue: ``python tools/catalogue.py`` writes django.mo beside django.po. Both are kept."""

from io import BytesIO
from pathlib import Path

from babel.messages import mofile, pofile

FOLDER = Path(__file__).resolve().parents[1] / "src/cronfa/locale/cy/LC_MESSAGES"


def compiled() -> bytes:
    """The catalogue as Django reads it."""
    with (FOLDER / "django.po").open("rb") as source:
        catalogue = pofile.read_po(source, locale="cy")
    made = BytesIO()
    mofile.write_mo(made, catalogue)
    return made.getvalue()


if __name__ == "__main__":
    (FOLDER / "django.mo").write_bytes(compiled())
