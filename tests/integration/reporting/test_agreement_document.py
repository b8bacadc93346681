"""The agreement as a document says what its explanation says, in both languages, and is the same each time."""

import hashlib
from pathlib import Path

import pypdf
import pytest
from typer.testing import CliRunner

from cronfa.agreement import load
from cronfa.agreement.explain import explain
from cronfa.cli import app
from cronfa.language import LANGUAGES, Language
from cronfa.reporting import write
from cronfa.reporting.agreements import agreement_report

EXAMPLES = Path(__file__).parents[3] / "examples"
LEEDS = EXAMPLES / "leeds-learning-disability" / "agreement.yaml"
POOL = EXAMPLES / "small-pool" / "agreement.yaml"


@pytest.mark.parametrize("path", [LEEDS, POOL], ids=["leeds", "small"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_stands_in_it_with_its_clause(path: Path, language: Language) -> None:
    agreement = load(path)
    report = agreement_report(agreement)
    said = [cell.to(language) for table in report.tables() for row in table.rows for cell in [row.cells[0].value]]
    clauses = [row.cells[1].value for table in report.tables() for row in table.rows]
    sections = explain(agreement)
    sections = sections[1:] if report.labels else sections
    wanted = [sentence for section in sections for sentence in section.sentences]
    assert len(said) == len(wanted) > 20
    for text, clause, sentence in zip(said, clauses, wanted, strict=True):
        assert sentence.text.to(language) in text
        assert not sentence.clause or clause.en == sentence.clause
        assert bool(sentence.default and not sentence.clause) == (clause is not None and clause.en == "standard term")
    assert bool(report.labels) == bool(agreement.latest.terms.illustrative)
    assert hashlib.sha256(agreement.text.encode()).hexdigest() in report.notes[-1].to(language)


def test_its_files_are_the_same_each_time_and_begin_with_what_is_illustrative(tmp_path: Path) -> None:
    report = agreement_report(load(LEEDS))
    formats = ("pdf", "docx", "html", "xlsx", "json")
    first, second = (write(report, tmp_path / each, "agreement", formats, "cy") for each in "ab")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    page = " ".join(pypdf.PdfReader(first[0]).pages[0].extract_text().split())
    assert page.index("Enghreifftiol.") < page.index("Cronfa gyfun anabledd dysgu, Leeds Yr hyn")


def test_the_command_writes_it_for_word_and_refuses_what_it_does_not_know(tmp_path: Path) -> None:
    asked = ["agreement", "explain", str(POOL), "--out", str(tmp_path), "--format", "docx", "--format", "html"]
    done = CliRunner().invoke(app, asked)
    assert done.exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "small-pool-agreement-en.docx",
        "small-pool-agreement-en.html",
    ]
    assert CliRunner().invoke(app, [*asked, "--format", "odt"]).exit_code == 2
