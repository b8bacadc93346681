"""A file taken in by two people: nothing is posted before the second has approved, and nothing is lost or doubled (R2, R10)."""

import html
import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cronfa.fund.entry_codes import NO_AMOUNT
from cronfa.fund.opening import RunningFund
from cronfa.governance.codes import NO_REASON
from cronfa.governance.models import Upload
from cronfa.governance.roles import Role
from cronfa.governance.schemes_said import said, unsaid
from cronfa.intake import parse_mapping
from cronfa.ledger.stored import head
from cronfa.web.presenters.files import digest
from small_fund import MAPPING
from unit.intake.test_workbooks import workbook
from web.api.programs import answered, program

FILES = "/en/funds/small/files/"
GOOD = "Date,Amount,Id,Kind,Supplier,Scheme\n2025-10-02,100.00,Q1,Beds,New Cyf,equipment\n2025-10-03,50.50,Q2,Beds,New Cyf,homecare\n"
BAD = GOOD.replace("50.50", "fifty")


def sent(client: Client, content: str | bytes, name: str = "october.csv") -> str:
    data = content.encode() if isinstance(content, str) else content
    response = client.post(FILES, {"file": SimpleUploadedFile(name, data)})
    assert response.status_code == 302, response.content.decode()[-800:]
    return str(response["Location"])


def test_two_people_take_in_a_file(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    maker, before = sign_in(Role.HOST_OFFICER), head(fund.ledger)[0]
    address = sent(maker, GOOD)
    page = maker.get(address).content.decode()
    assert "£150.50" in page and "Nothing is wrong" in page
    proposal = maker.post(address, {"do": "forward", "rows": "2", "total": "£150.50", "why": "e-mail of 4 October"})[
        "Location"
    ]
    assert head(fund.ledger)[0] == before
    assert sign_in(Role.MANAGER).post(proposal, {"decision": "approve"}).status_code == 302
    assert head(fund.ledger)[0] == before + 2


def test_totals_that_are_not_the_files_are_refused(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    maker = sign_in(Role.HOST_OFFICER)
    address = sent(maker, GOOD)
    for rows, total in (("3", "150.50"), ("2", "150.51"), ("", "150.50"), ("2", "1.2m")):
        refused = maker.post(address, {"do": "forward", "rows": rows, "total": total, "why": "letter"})
        page = refused.content.decode()
        assert refused.status_code == 422 and "Confirm what the sender says" in page, (rows, total)
        assert all(f'value="{each}"' in page for each in (rows, total, "letter"))
    unsaid_why = maker.post(address, {"do": "forward", "rows": "2", "total": "", "why": ""}).content.decode()
    assert all(code in unsaid_why for code in (NO_REASON.code, NO_AMOUNT.code))
    assert Upload.objects.get().proposal is None


def test_every_problem_is_listed_with_its_line_and_nothing_can_be_sent_on(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    maker = sign_in(Role.HOST_OFFICER)
    address = sent(maker, BAD)
    maker.post(address, {"do": "again", "mapping": MAPPING})
    page = maker.get(address).content.decode()
    assert "fifty" in page and 'value="forward"' not in page
    assert maker.post(address, {"do": "forward", "rows": "2", "total": "150.50", "why": "x"}).status_code == 422


def test_a_file_can_be_abandoned_and_then_no_longer_changed(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    maker = sign_in(Role.HOST_OFFICER)
    address = sent(maker, GOOD)
    assert maker.post(address, {"do": "abandon"}).status_code == 302
    assert bytes(Upload.objects.get().content) == b""
    assert maker.post(address, {"do": "forward", "rows": "2", "total": "150.50", "why": "x"}).status_code == 409


def test_a_file_that_is_none_is_said_and_kept_out(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    maker = sign_in(Role.HOST_OFFICER)
    assert maker.post(FILES, {}).status_code == 422
    address = sent(maker, b"\x00\x01\x02PK\x03\x04 nothing", "odd.xlsx")
    assert maker.get(address).status_code == 200


def test_a_double_click_puts_it_forward_once(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    maker = sign_in(Role.HOST_OFFICER)
    address = sent(maker, GOOD)
    form = {"do": "forward", "rows": "2", "total": "150.50", "why": "letter"}
    assert [maker.post(address, form).status_code for _ in range(2)] == [302, 409]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("doc.pdf", b"%PDF-1.7\n%....", "The file is a PDF, not a table of payments."),
        (
            "export.xls",
            b"<html><body><table><tr><td>Date</td></tr></table></body></html>",
            "The file is a web page or XML",
        ),
        ("empty.csv", b"", "The file holds nothing."),
        ("header.csv", b"Date,Amount\n", "The file has a header but no lines."),
        ("nul.csv", b"Date,Amount\n\0,\0\n", "The text holds a NUL character."),
    ],
)
def test_a_file_that_cannot_be_read_says_what_is_wrong_with_it_and_not_with_its_mapping(
    sign_in: Callable[..., Client], name: str, content: bytes, said: str
) -> None:
    maker = sign_in(Role.HOST_OFFICER)
    page = maker.get(sent(maker, content, name)).content.decode()
    assert said in page and "IN002" not in page and 'value="forward"' not in page
    told = program(Role.HOST_OFFICER).send("/funds/small/files", {"file": SimpleUploadedFile("b" + name, content)})
    assert said in str(answered(told, 201)["problems"]) and "IN002" not in told.content.decode()


UNSORTED = "Date,Amount,Id,Kind,Supplier\n" + "".join(
    f"2025-10-{at + 1:02d},{amount},Q{at},{kind},New Cyf\n"
    for at, (amount, kind) in enumerate(
        [("100.00", "Community equipment"), ("50.50", '"Home: ""care"""'), ("7.00", "Canteen")] * 3
    )
)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_schemes_are_chosen_from_lists_and_no_mapping_has_to_be_written(
    sign_in: Callable[..., Client], fund: RunningFund, language: str
) -> None:
    maker = sign_in(Role.HOST_OFFICER)
    address = sent(maker, UNSORTED).replace("/en/", f"/{language}/")
    page = html.unescape(maker.get(address).content.decode())
    rules = {each.values[0]: each.line for each in unsaid(Upload.objects.get().mapping)}
    assert set(rules) == {"Community equipment", 'Home: "care"', "Canteen"} and "Canteen (" in page
    likely = re.search(rf'name="scheme-{rules["Community equipment"]}">(.*?)</select>', page, re.DOTALL)
    assert likely and 'value="equipment" selected' in likely[1], "a scheme of the same name stands chosen"
    form = {
        "do": "schemes", "of": digest(Upload.objects.get().mapping), f"scheme-{rules['Community equipment']}": "equipment",
        f"scheme-{rules['Canteen']}": "leave out",
    }  # fmt: skip
    assert b"GO004" in maker.post(address, form).content, "what is left out needs a reason"
    assert maker.post(address, form | {"out_why": 'not "ours": the trust\'s'}).status_code == 302
    stale = maker.post(address, form | {"out_why": "again"})
    assert stale.status_code == 409 and b"WE007" in stale.content
    left = unsaid(Upload.objects.get().mapping)
    assert [each.values for each in left] == [('Home: "care"',)], "what was left open is asked again"
    assert b"FU045" in maker.post(address, {"do": "schemes", "of": digest(Upload.objects.get().mapping)}).content
    rest = {"do": "schemes", "of": digest(Upload.objects.get().mapping), f"scheme-{left[0].line}": "homecare"}
    assert maker.post(address, rest).status_code == 302
    page = html.unescape(maker.get(address).content.decode())
    assert (
        'value="forward"' in page
        and 'name="do" value="schemes"' not in page
        and "£300.00" in page
        and "£151.50" in page
    )
    assert 'not "ours": the trust\'s' in page


def test_lines_that_no_column_sorts_are_given_one_scheme() -> None:
    mapping = "columns: {date: Date}\n# schemes:\n#   # No column sorts the lines.\n#   - scheme: …\n# Compare\n"
    [rule] = unsaid(mapping)
    assert rule.values == ()
    assert "schemes:\n#   # No column sorts the lines.\n  - scheme: falls\n" in said(mapping, {rule.line: "falls"}, {})


def test_whose_lines_are_is_chosen_beside_their_scheme(sign_in: Callable[..., Client]) -> None:
    maker = sign_in(Role.HOST_OFFICER)
    address = sent(maker, UNSORTED)
    rules = {each.values[0]: each.line for each in unsaid(Upload.objects.get().mapping)}
    form = {"do": "schemes", "of": digest(Upload.objects.get().mapping)}
    for kind, scheme in (("Community equipment", "equipment"), ('Home: "care"', "homecare"), ("Canteen", "homecare")):
        form[f"scheme-{rules[kind]}"] = scheme
    form |= {f"whose-{rules['Canteen']}": "board", f"whose-{rules['Community equipment']}": "somebody else"}
    assert 'name="whose-' in maker.get(address).content.decode()
    assert maker.post(address, form).status_code == 302
    mapping = parse_mapping(Upload.objects.get().mapping)
    whose = {rule.when["Kind"][0]: (rule.scheme, rule.responsible) for rule in mapping.schemes}
    assert whose == {
        "Community equipment": ("equipment", None), 'Home: "care"': ("homecare", None), "Canteen": ("homecare", "board"),
    }  # fmt: skip


def test_who_paid_is_chosen_for_contributions(sign_in: Callable[..., Client]) -> None:
    maker = sign_in(Role.HOST_OFFICER)
    contributions = "Date,Amount,Ref,Contributor\n2025-10-03,100.00,B1,The Board\n2025-10-04,50.00,B2,The Council\n"
    address = sent(maker, contributions, "contributions.csv")
    rules = {each.values[0]: each.line for each in unsaid(Upload.objects.get().mapping)}
    form = {"do": "schemes", "of": digest(Upload.objects.get().mapping), f"scheme-{rules['The Board']}": "equipment"}
    assert b"FU046" in maker.post(address, form).content, "a contribution is some partner's"
    assert maker.post(address, form | {f"whose-{rules['The Board']}": "board"}).status_code == 302
    mapping = Upload.objects.get().mapping
    assert [(rule.scheme, rule.partner) for rule in parse_mapping(mapping).schemes] == [("equipment", "board")]
    [left] = unsaid(mapping)
    assert left.values == ("The Council",)
    rest = {"do": "schemes", "of": digest(mapping), f"scheme-{left.line}": "equipment", f"whose-{left.line}": "council"}
    assert maker.post(address, rest).status_code == 302
    assert [rule.partner for rule in parse_mapping(Upload.objects.get().mapping).schemes] == ["board", "council"]
    assert 'value="forward"' in maker.get(address).content.decode()


def test_what_each_sheet_adds_up_to_stands_below_the_total(sign_in: Callable[..., Client]) -> None:
    maker = sign_in(Role.HOST_OFFICER)
    head = ["Date", "Amount", "Id", "Kind", "Supplier"]
    months = {
        "Oct": [head, ["2025-10-03", 5, "1", "Equipment", "A"], ["2025-10-04", 7, "2", "Home care", "B"]],
        "Nov": [head, ["2025-11-03", 6, "3", "Equipment", "A"]],
    }
    sent_to = SimpleUploadedFile("year.xlsx", workbook(months))
    page = maker.post("/en/funds/small/files/", {"file": sent_to}, follow=True).content.decode()
    assert re.search(
        r"Total.*?3.*?£18\.00.*?of which on sheet Oct.*?2.*?£12\.00.*?of which on sheet Nov.*?1.*?£6\.00",
        page,
        re.DOTALL,
    )
    assert "year.xlsx:Oct:3" in page, "what is wrong is placed in its sheet"
