"""A whole fund in one file, for whoever leaves: the ledger, the agreement, the trail, and every record that people made.

Nothing of it needs cronfa to be read: JSON, CSV, YAML, and partners' files as they were sent. The ledger's exports verify
without a database. Passwords, second proofs and tokens are not in it, nor what one partner still keeps to itself.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.apps import apps
from django.db import models

from cronfa import __version__
from cronfa.governance.desk import Desk
from cronfa.governance.models import Check, Person, Sent, Token
from cronfa.governance.twins import trail_as_csv, trail_as_json
from cronfa.language import Text
from cronfa.ledger.exporting import export
from cronfa.ledger.funds import agreements
from cronfa.ledger.stored import head

LEFT_OUT: tuple[type[models.Model], ...] = (Check, Sent, Token)
"""What lets programs in, what they sent, and what was found in files that are there themselves: of no use elsewhere."""
OF_A_PERSON = ("id", "name", "email", "language", "joined_at")
PIECE_BYTES = 1024 * 1024
DAY_OF_FILES = (1980, 1, 1, 0, 0, 0)
"""Every file in the archive carries this day, so that the same fund gives the same bytes."""
README = Text(
    en="""# {title}

Everything that cronfa {version} held of this fund, up to entry {entries}; the chain's last hash is {head}.

- `ledger/fund.json`: every entry with its postings, the partners' files in Base64. `cronfa ledger verify-export` checks it
  without a database; any program can compute its hashes anew.
- `ledger/csv/`: the same as CSV with a manifest of SHA-256; `sources/` holds the partners' files as they were sent.
- `agreement/`: every text of the agreement, in the order in which it was registered (YAML).
- `trail/`: who did what, when and why, before and after; each event's hash follows from the one before it.
- `records/`: a file for each table: appointments, proposals, files sent, questions, decisions, what partners said,
  commentary, frozen reports. Amounts are whole pence. What is no text lies beside it, named by table, number and column;
  columns named `content` are compressed by zlib.
- `people.json`: who has, or had, a role in the fund. No password, second proof or token is here.
- `manifest.json`: the SHA-256 of every file.
""",
    cy="""# {title}

Popeth a oedd gan cronfa {version} o'r gronfa hon, hyd at gofnod {entries}; hash olaf y gadwyn yw {head}.

- `ledger/fund.json`: pob cofnod gyda'i bostiadau, a ffeiliau'r partneriaid mewn Base64. Mae `cronfa ledger verify-export` yn
  ei wirio heb gronfa ddata; gall unrhyw raglen gyfrifo ei hashau o'r newydd.
- `ledger/csv/`: yr un peth fel CSV gyda rhestr o SHA-256; mae `sources/` yn dal ffeiliau'r partneriaid fel y'u hanfonwyd.
- `agreement/`: pob testun o'r cytundeb, yn y drefn y'u cofrestrwyd (YAML).
- `trail/`: pwy wnaeth beth, pryd a pham, cynt ac wedyn; mae hash pob digwyddiad yn dilyn o'r un o'i flaen.
- `records/`: ffeil i bob tabl: penodiadau, cynigion, ffeiliau a anfonwyd, cwestiynau, penderfyniadau, yr hyn a ddywedodd
  partneriaid, sylwebaeth, adroddiadau a rewyd. Ceiniogau cyfan yw'r symiau. Mae'r hyn nad yw'n destun wrth ei ochr, wedi'i
  enwi yn ôl tabl, rhif a cholofn; cywasgwyd colofnau o'r enw `content` gan zlib.
- `people.json`: pwy sydd, neu a oedd, â rôl yn y gronfa. Nid oes cyfrinair, ail brawf na thocyn yma.
- `manifest.json`: SHA-256 pob ffeil.
""",
)


def write_whole(desk: Desk, out: IO[bytes]) -> None:
    """Write the whole fund into a ZIP archive, however large: no file of it is held in memory whole."""
    hashes: dict[str, str] = {}
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in _files(desk):
            hashes[name] = _put(archive, name, content)
        _put(archive, "manifest.json", _json({"fund": desk.fund.slug, "version": __version__, "files": hashes}))


def _put(archive: ZipFile, name: str, content: bytes | Path) -> str:
    """Write one file into the archive; its SHA-256."""
    entry = ZipInfo(name, DAY_OF_FILES)
    entry.compress_type = ZIP_DEFLATED
    digest = hashlib.sha256()
    with (
        archive.open(entry, "w", force_zip64=True) as written,
        content.open("rb") if isinstance(content, Path) else BytesIO(content) as read,
    ):
        while piece := read.read(PIECE_BYTES):
            digest.update(piece)
            written.write(piece)
    return digest.hexdigest()


def _files(desk: Desk) -> Iterator[tuple[str, bytes | Path]]:
    """Every file of the archive with its name."""
    number, last_hash, _ = head(desk.fund.ledger)
    title = desk.terms.title or Text(en=desk.fund.slug, cy=desk.fund.slug)
    said = README.filled(title=title, version=__version__, entries=f"{number:,}", head=last_hash)
    yield "README.md", said.en.encode()
    yield "DARLLENWCH.md", said.cy.encode()
    yield from _ledger(desk)
    for place, text in enumerate(agreements(desk.fund.ledger), start=1):
        yield f"agreement/{place}-{text.sha256[:12]}.yaml", text.text.encode()
    yield "trail/trail.json", _json(trail_as_json(desk.fund.slug))
    yield "trail/trail.csv", trail_as_csv(desk.fund.slug)
    yield "people.json", _json(_people(desk))
    for table in sorted(apps.get_app_config("governance").get_models(), key=lambda each: each.__name__):
        yield from _records(desk, table)


def _ledger(desk: Desk) -> Iterator[tuple[str, Path]]:
    with TemporaryDirectory(prefix="cronfa-taking-away-") as made:
        folder = Path(made)
        export(desk.fund.ledger, "json", folder / "fund.json")
        export(desk.fund.ledger, "csv", folder / "csv")
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield f"ledger/{path.relative_to(folder).as_posix()}", path


def _people(desk: Desk) -> list[dict[str, object]]:
    found = Person.objects.filter(appointments__fund=desk.fund.slug).distinct().order_by("pk")
    return [{name: getattr(person, name) for name in OF_A_PERSON} for person in found]


def _records(desk: Desk, table: type[models.Model]) -> Iterator[tuple[str, bytes]]:
    """A table's rows of the fund, and beside them what is no text."""
    path = _path_to_fund(table)
    if table in LEFT_OUT or path is None or table.__name__ == "Event":
        return
    name, told = table.__name__.lower(), []
    for row in table._default_manager.filter(**{path: desk.fund.slug}).order_by("pk"):
        if _kept_private(desk, row):
            continue
        plain: dict[str, object] = {}
        for field in table._meta.concrete_fields:
            value = getattr(row, field.attname)
            if isinstance(field, models.BinaryField):
                content = bytes(value or b"")
                plain[field.name] = f"{name}-{row.pk}-{field.name}" if content else None
                if content:
                    yield f"records/{name}-{row.pk}-{field.name}", content
            else:
                plain[field.name] = value
        told.append(plain)
    yield f"records/{name}.json", _json(told)


def _path_to_fund(table: type[models.Model]) -> str | None:
    """How a row names its fund: by itself, or through what it belongs to."""
    names = {field.name: field for field in table._meta.concrete_fields}
    if "fund" in names:
        return "fund"
    for name, field in names.items():
        other = field.related_model
        if isinstance(other, type) and any(each.name == "fund" for each in other._meta.concrete_fields):
            return f"{name}__fund"
    return None


def _kept_private(desk: Desk, row: Any) -> bool:
    """Whether a partner has not released this yet, and the desk is not that partner's."""
    partner, unreleased = getattr(row, "partner", ""), getattr(row, "released_at", date.min) is None
    return bool(partner) and unreleased and partner not in {body for _, body in desk.standing.held}


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, default=_plain) + "\n").encode()


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
