"""A report as a Word document, to be edited into a board's papers: real headings, marked tables, described pictures.

Its words and order are those of the PDF. Word's own accessibility checker asks for a title, a language, a heading row that
is marked and repeated in every table, no merged cells, and a description of each picture and table.
"""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor

from cronfa.language import Language
from cronfa.reporting import palette
from cronfa.reporting.as_pdf import in_dots
from cronfa.reporting.model import Report
from cronfa.reporting.shown import Shown, shown

FACE = "Arial"
"""On every machine that has Word; its figures are all of one width."""
LANGUAGES = {"en": "en-GB", "cy": "cy-GB"}
SIZES = {"Title": 22, "Heading 1": 14, "Heading 2": 11, "Subtitle": 11, "Normal": 10.5}
CHARACTER, BESIDE = Pt(4.9), Cm(0.42)
"""How wide a character of a table is, about, and what Word leaves free at both sides of a cell."""
LONGEST_WORD, LONGEST_LINE = 24, 80
"""Characters: longer words may be broken, and longer lines are."""
TOGETHER = 12
"""Rows that stand on one page; of longer tables only the last, so that no total stands alone."""
SMALL = 86
"""What a small cell asks for of the room of a usual one, in hundredths."""
CHART, SMALL_CHART = Cm(9.5), Cm(6.4)
"""How high a picture may be, and on pages that must hold much."""
UNREADABLE = {code: "\ufffd" for code in range(32) if chr(code) not in "\t\n\r"}
ZIP_DAY = (1980, 1, 1, 0, 0, 0)
"""The day of every part of the file, so that the same report gives the same bytes."""


def render(report: Report, language: Language) -> bytes:
    """The document in one language. Its dates are the report's as-at day, so the same report gives the same bytes."""
    page = _legible(shown(report, language))
    document = Document()
    _properties(document, report, page)
    _styles(document, page["lang"])
    _paper(document, page)
    _body(document, page)
    _without_thumbnail(document.part.package)
    target = io.BytesIO()
    document.save(target)
    return _settled(target.getvalue())


def _legible(value: Any) -> Any:
    """Control characters, which no Word document can hold, as the sign for what cannot be read."""
    match value:
        case str():
            return value.translate(UNREADABLE)
        case list():
            return [_legible(each) for each in value]
        case dict():
            return {name: _legible(each) for name, each in value.items()}
    return value


def _properties(document: Any, report: Report, page: Shown) -> None:
    made = datetime(report.as_at.year, report.as_at.month, report.as_at.day, tzinfo=UTC).replace(tzinfo=None)
    known = document.core_properties
    known.title, known.language = f"{page['title']} – {page['subtitle']}", LANGUAGES[page["lang"]]
    known.author = known.last_modified_by = f"cronfa {page['version']}"
    known.created = known.modified = made
    known.comments = known.keywords = known.subject = ""


def _without_thumbnail(package: Any) -> None:
    """The picture of an empty page that new documents of python-docx begin with."""
    for key in [key for key, relation in package.rels.items() if relation.reltype.endswith("/thumbnail")]:
        del package.rels[key]


def _styles(document: Any, lang: str) -> None:
    """One face and our colours for every style that is used, and the language in which Word checks the spelling."""
    for name, size in SIZES.items():
        style = document.styles[name]
        style.font.size, style.font.bold, style.font.italic = Pt(size), name not in ("Normal", "Subtitle"), False
        style.font.color.rgb = _colour(palette.MUTED if name == "Subtitle" else palette.INK)
        _face(style)
    lines = document.styles["Title"].element.get_or_add_pPr()
    for border in lines.findall(qn("w:pBdr")):
        lines.remove(border)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    ours = {
        "Lead": (12, palette.INK),
        "Note": (9, palette.MUTED),
        "Cell": (9, palette.INK),
        "Small cell": (7.5, palette.INK),
    }
    for name, (size, colour) in ours.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.font.size, style.font.color.rgb = document.styles["Normal"], Pt(size), _colour(colour)
    for name in ("Cell", "Small cell"):
        spaced = document.styles[name].paragraph_format
        spaced.space_before = spaced.space_after = Pt(2.5)
    document.styles["Title"].paragraph_format.space_before = Pt(14)
    language = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    language.set(qn("w:val"), LANGUAGES[lang])


def _face(style: Any) -> None:
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FACE)


def _paper(document: Any, page: Shown) -> None:
    """A4, on its side where the widest table asks for it; what stands above and below each page."""
    section = document.sections[0]
    sides = (Cm(21), Cm(29.7))
    section.page_width, section.page_height = reversed(sides) if page["landscape"] else sides
    section.orientation = WD_ORIENT.LANDSCAPE if page["landscape"] else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = section.bottom_margin = Cm(2)
    section.top_margin = Cm(2.2)
    across = section.page_width - section.left_margin - section.right_margin
    furniture = page["furniture"]
    _two_ends(section.header.paragraphs[0], across, [page["title"], "\t", page["subtitle"]])
    foot = [
        f"{furniture['as_at']} {page['as_at']}",
        "\t",
        f"{furniture['page']} ",
        "PAGE",
        f" {furniture['of']} ",
        "NUMPAGES",
    ]
    _two_ends(section.footer.paragraphs[0], across, foot)


def _two_ends(paragraph: Any, across: int, parts: list[str]) -> None:
    """Words at the left and at the right of a line; Word fills in what is a number of pages."""
    paragraph.style = "Note"
    paragraph.paragraph_format.tab_stops.add_tab_stop(across, WD_TAB_ALIGNMENT.RIGHT)
    for part in parts:
        if part in ("PAGE", "NUMPAGES"):
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), part)
            paragraph._p.append(field)
        else:
            paragraph.add_run(part)


def _body(document: Any, page: Shown) -> None:
    for label in page["labels"]:
        _notice(document.add_paragraph(label))
    document.add_paragraph(page["headline"], style="Title")
    for sentence in page["lead"]:
        document.add_paragraph(sentence, style="Lead")
    for section in page["sections"]:
        document.add_heading(section["title"], level=1)
        for block in section["blocks"]:
            _block(document, block, SMALL_CHART if page["compact"] else CHART)
    if page["notes"]:
        document.add_heading(page["furniture"]["notes"], level=1)
    for note in page["notes"]:
        document.add_paragraph(note, style="List Bullet")


def _notice(paragraph: Any) -> None:
    """What is said above everything else, on a ground and with a bar beside it."""
    paragraph.paragraph_format.space_after = Pt(0)
    properties = paragraph._p.get_or_add_pPr()
    border, bar, ground = (OxmlElement(name) for name in ("w:pBdr", "w:left", "w:shd"))
    for key, value in (("val", "single"), ("sz", "24"), ("space", "8"), ("color", palette.ACCENT[1:])):
        bar.set(qn(f"w:{key}"), value)
    border.append(bar)
    _fill(ground, palette.PAPER)
    properties.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
    properties.insert_element_before(ground, "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _block(document: Any, block: Shown, highest: int) -> None:
    match block["is"]:
        case "paragraph":
            document.add_paragraph(block["text"], style="Note" if block["tone"] == "note" else None)
        case "actions":
            for item in block["items"]:
                document.add_paragraph(item, style="List Number")
        case "charts":
            for chart in block["charts"]:
                _picture(document, chart, highest)
        case "table":
            _titled_table(document, block)


def _picture(document: Any, chart: Shown, highest: int) -> None:
    if chart["titled"]:
        document.add_heading(chart["title"], level=2)
    if chart["key"]:
        document.add_paragraph("   ".join(f"{_SAMPLES[each['mark']]} {each['title']}" for each in chart["key"]), "Note")
    shape = document.add_picture(io.BytesIO(in_dots(chart["svg"])), width=min(_across(document), Cm(17), highest * 2))
    if shape.height > highest:
        shape.width, shape.height = int(shape.width * highest / shape.height), highest
    told = shape._inline.docPr
    told.set("descr", chart["alt"])
    told.set("title", chart["title"])


_SAMPLES = {"bar": "■", "open bar": "□", "tick": "▬"}


def _titled_table(document: Any, block: Shown) -> None:
    if block["titled"]:
        document.add_heading(block["title"], level=2)
    if not block["rows"]:
        document.add_paragraph(block["empty"])
        return
    _table(document, block)
    if block["note"]:
        document.add_paragraph(block["note"], style="Note").paragraph_format.space_before = Pt(4)


def _table(document: Any, block: Shown) -> None:
    columns = block["columns"]
    table = document.add_table(rows=1 + len(block["rows"]), cols=len(columns))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    _described(table, block)
    style, widths = _widths(columns, block["rows"], _across(document))
    for grid, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        grid.w = Emu(width)
    heading, *lines = table._tbl.tr_lst
    _mark_heading(heading)
    _fill_row(heading, style, widths, columns, [column["title"] for column in columns], bold=True)
    _lines_of(heading, bottom=(8, palette.INK))
    for line in table._tbl.tr_lst[:-1] if len(lines) <= TOGETHER else table._tbl.tr_lst[-3:-1]:
        _with_next(line)
    for line, row in zip(lines, block["rows"], strict=True):
        whole = row["level"] != "line"
        _fill_row(line, style, widths, columns, [cell["text"] for cell in row["cells"]], bold=whole)
        _lines_of(line, bottom=(4, palette.RULE), top=(8, palette.INK) if row["level"] == "total" else None)
        for cell, shown_cell in zip(line.tc_lst, row["cells"], strict=True):
            if shown_cell["tone"]:
                _toned(cell, *palette.TONES[shown_cell["tone"]])


def _described(table: Any, block: Shown) -> None:
    indent = OxmlElement("w:tblInd")  # what stands in the first column begins where words above it do
    indent.set(qn("w:w"), "108")
    indent.set(qn("w:type"), "dxa")
    table._tbl.tblPr.insert_element_before(indent, "w:tblBorders", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    for name, said in (("w:tblCaption", block["title"]), ("w:tblDescription", block["note"] or block["title"])):
        told = OxmlElement(name)
        told.set(qn("w:val"), said)
        table._tbl.tblPr.append(told)


def _with_next(row: Any) -> None:
    """On the same page as the row beneath it."""
    for cell in row.tc_lst:
        cell.p_lst[0].get_or_add_pPr()._add_keepNext()


def _mark_heading(row: Any) -> None:
    """The row that says what stands beneath it, again on each page."""
    row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _fill_row(row: Any, style: str, widths: list[int], columns: list[Shown], texts: list[str], *, bold: bool) -> None:
    """Cells written one by one: to ask python-docx for a cell by its place takes a time that grows with the table."""
    row.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))
    for cell, width, column, text in zip(row.tc_lst, widths, columns, texts, strict=True):
        cell.width = Emu(width)
        paragraph = cell.p_lst[0]
        paragraph.style = style
        if column["right"]:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = paragraph.add_r()
        if bold:
            run.get_or_add_rPr()._add_b()
        run.text = text


def _widths(columns: list[Shown], rows: list[Shown], across: int) -> tuple[str, list[int]]:
    """Each column as wide as it asks for if there is room; if not, what words ask for beyond their longest gives way.

    With the style of the cells: a small one where not even that is room enough.
    """
    asked = [_asked(column, [row["cells"][at]["text"] for row in rows]) for at, column in enumerate(columns)]
    style = "Cell"
    if sum(narrow for narrow, _ in asked) > across:
        style, asked = "Small cell", [(narrow * SMALL // 100, wide * SMALL // 100) for narrow, wide in asked]
    least, most = (sum(each) for each in zip(*asked, strict=True))
    if least > across:
        return style, [narrow * across // least for narrow, _ in asked]
    spare = min(most, across) - least
    return style, [narrow + (wide - narrow) * spare // max(most - least, 1) for narrow, wide in asked]


def _asked(column: Shown, texts: list[str]) -> tuple[int, int]:
    """The least and the most room for a column. Figures and clauses are never broken, words only beyond a length."""
    heading = max(map(len, column["title"].split())) + 1  # it is bold
    longest = max(map(len, texts))
    if column["kind"] != "text" or column["narrow"]:
        return (_room(max(heading, longest + (column["kind"] == "status"))),) * 2
    word = max((len(word) for text in texts for word in text.split()), default=0)
    least = max(heading, min(word, LONGEST_WORD))
    return _room(least), _room(max(least, min(longest, LONGEST_LINE)))


def _room(characters: int) -> int:
    return int(CHARACTER * characters + BESIDE)


def _lines_of(row: Any, bottom: tuple[int, str], top: tuple[int, str] | None = None) -> None:
    for cell in row.tc_lst:
        borders = OxmlElement("w:tcBorders")
        for side, line in (("top", top), ("bottom", bottom)):
            if line:
                drawn = OxmlElement(f"w:{side}")
                for key, value in (("val", "single"), ("sz", str(line[0])), ("color", line[1][1:])):
                    drawn.set(qn(f"w:{key}"), value)
                borders.append(drawn)
        cell.get_or_add_tcPr().append(borders)


def _toned(cell: Any, words: str, ground: str) -> None:
    """A status word in its colours; the word itself says it."""
    shade = OxmlElement("w:shd")
    _fill(shade, ground)
    cell.get_or_add_tcPr().append(shade)
    for run in cell.p_lst[0].r_lst:
        properties = run.get_or_add_rPr()
        properties._add_b()
        properties.get_or_add_color().val = _colour(words)


def _fill(shade: Any, ground: str) -> None:
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", ground[1:])):
        shade.set(qn(f"w:{key}"), value)


def _across(document: Any) -> int:
    section = document.sections[0]
    return int(section.page_width - section.left_margin - section.right_margin)


def _colour(code: str) -> Any:
    return RGBColor.from_string(code[1:].upper())


def _settled(content: bytes) -> bytes:
    """The same parts in the same order, none with the time of its making."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as settled:
        for name in made.namelist():
            settled.writestr(zipfile.ZipInfo(name, ZIP_DAY), made.read(name), zipfile.ZIP_DEFLATED)
    return target.getvalue()
