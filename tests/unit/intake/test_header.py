"""Finding the header and the mapping's columns."""

from pathlib import Path

import pytest

from cronfa.intake import parse_mapping, read
from cronfa.problems import Problems
from made_up_files import HEADER, LINE, PLAIN, outcome, taken, written


@pytest.mark.parametrize(
    "header",
    [
        "Date,Ref,Supplier,Type,Amount\n",
        "Date , Ref,Supplier  ,Type, Amount\n",
        "DATE,ref,SUPPLIER,type,aMOUNT\n",
        "\ufeffDate,Ref,Supplier,Type,Amount\n",
        "Date,Ref,Supplier,Type,Amount,,\n",
        '"Date","Ref","Supplier","Type","Amount"\n',
        "Title of the report\n\nPrinted on Monday\nDate,Ref,Supplier,Type,Amount\n",
        "Date,2019,,,\n,,,,\nDate,Ref,Supplier,Type,Amount\n",
    ],
)
def test_the_header_is_found_however_it_is_dressed(header: str, tmp_path: Path) -> None:
    intake = taken(tmp_path, header + LINE)
    assert intake.ok, intake.problems
    assert intake.header_row == header.count("\n")
    assert [line.row for line in intake.lines()] == [header.count("\n") + 1]


def test_the_mapping_may_say_the_header_row(tmp_path: Path) -> None:
    content = HEADER + HEADER + LINE
    assert taken(tmp_path, content, PLAIN + "file: {header row: 2}\n").header_row == 2


def test_every_missing_column_is_named_with_what_it_may_be(tmp_path: Path) -> None:
    with pytest.raises(Problems) as caught:
        taken(tmp_path, "Date,Reference,Supplier,Types,Amount\n" + LINE)
    assert [(p.code, p.facts["name"]) for p in caught.value.problems] == [("IN020", "Ref"), ("IN020", "Type")]
    assert "Types" in caught.value.problems[1].remedy()


def test_a_file_of_other_columns_has_no_header(tmp_path: Path) -> None:
    assert outcome(tmp_path, "a,b\n1,2\n") == {"IN021"}


def test_other_spellings_may_be_declared(tmp_path: Path) -> None:
    mapping = PLAIN + "also called: {Type: [Types, Kind]}\n"
    assert taken(tmp_path, HEADER.replace("Type", "Kind") + LINE, mapping).ok


def test_blank_and_repeated_names_can_be_used(tmp_path: Path) -> None:
    content = "Date,Ref,Name,Name,,Amount\n2019-01-10,T1,Rose House,Residential,x,5\n"
    mapping = PLAIN.replace("Supplier}", "Name}").replace("supplier: Supplier, category: Type", "")
    mapping = (
        "mapping: m\ncolumns: {date: Date, amount: Amount, supplier: Name, category: 'Name [2]', narrative: '#5'}\n"
        "schemes: [{scheme: care}]\n"
    )
    intake = read(written(tmp_path, content), parse_mapping(mapping))
    line = next(intake.lines())
    assert (line.supplier, line.category, line.narrative) == ("Rose House", "Residential", "x")
    assert dict(intake.counts) == {"IN022": 1}


def test_a_column_beyond_the_last_is_missing(tmp_path: Path) -> None:
    assert outcome(tmp_path, HEADER + LINE, PLAIN.replace("Ref", '"#9"')) == {"IN020"}


def test_a_table_too_wide_is_refused(tmp_path: Path) -> None:
    wide = HEADER.strip() + ",x" * 1_100 + "\n"
    assert outcome(tmp_path, wide + LINE) == {"IN016"}
