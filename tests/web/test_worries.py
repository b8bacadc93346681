"""Sloping shoulders: what a partner fears is its own until it says so (issue 3, section 3; issue 4, section 2)."""

import re
from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from cronfa.fund.opening import RunningFund
from cronfa.governance import working
from cronfa.governance.models import Event, Worry
from cronfa.governance.roles import Role
from web.happenings import WORRY

GRID = "/en/funds/small/what-if/worries/"
SECRET = "Our largest home closes"


def row(at: int = 0, **more: str) -> dict[str, str]:
    """One row of the form."""
    given = {"name": SECRET, "kind": "fees", "scheme": "equipment", "size": "9%", "from": "October"}
    return {f"{field}.{at}": value for field, value in (given | more).items()}


def saved(client: Client, *rows: dict[str, str]) -> int:
    form: dict[str, str] = {"do": "save", "rows": str(len(rows))}
    for each in rows:
        form |= each
    return client.post(GRID, form).status_code


def others(sign_in: Callable[..., Client]) -> list[Client]:
    """Everybody who may read the page but does not speak for the board: the host and the auditor too."""
    return [
        sign_in(Role.MANAGER), sign_in(Role.HOST_OFFICER), sign_in(Role.AUDITOR), sign_in(Role.PARTNER_OFFICER, "council"),
        sign_in(Role.CHIEF_OFFICER, "council"), sign_in(Role.BOARD_MEMBER, "council"), sign_in(Role.AUTHORISER, "board"),
    ]  # fmt: skip


def test_a_worry_is_seen_by_its_own_partner_alone_until_it_is_released(sign_in: Callable[..., Client]) -> None:
    board = sign_in(Role.PARTNER_OFFICER, "board")
    assert saved(board, row()) == 302
    assert SECRET in board.get(GRID).content.decode()
    assert SECRET in sign_in(Role.CHIEF_OFFICER, "board").get(GRID).content.decode()
    trail = "/en/funds/small/trail/trail.json"
    for other in others(sign_in):
        assert SECRET not in other.get(GRID).content.decode()
    assert SECRET not in sign_in(Role.AUDITOR).get(trail).content.decode()
    assert board.post(GRID, {"do": "release"}).status_code == 302
    for other in others(sign_in):
        assert SECRET in other.get(GRID).content.decode()
    assert board.post(GRID, {"do": "release"}).status_code == 422


def test_the_host_does_not_see_what_the_same_body_fears_as_a_partner(sign_in: Callable[..., Client]) -> None:
    council = sign_in(Role.PARTNER_OFFICER, "council")
    saved(council, row())
    assert SECRET in council.get(GRID).content.decode()
    for role in (Role.MANAGER, Role.HOST_OFFICER):
        assert SECRET not in sign_in(role).get(GRID).content.decode()


def test_nobody_writes_releases_or_withdraws_for_another_partner(sign_in: Callable[..., Client]) -> None:
    board = sign_in(Role.PARTNER_OFFICER, "board")
    saved(board, row())
    number = Worry.objects.get().pk
    council = sign_in(Role.PARTNER_OFFICER, "council")
    saved(council, row(number=str(number), name="Taken over", gone="1"))
    assert council.post(GRID, {"do": "release"}).status_code == 422
    assert (Worry.objects.get(pk=number).gone_at, Worry.objects.get(pk=number).released_at) == (None, None)
    board.post(GRID, {"do": "release"})
    assert council.post(GRID, {"do": "withdraw", "number": str(number)}).status_code == 404
    assert sign_in(Role.MANAGER).post(GRID, {"do": "save", "rows": "0"}).status_code == 403
    assert saved(council, row(number="9" * 40)) == 302, "a number that is nobody's row"
    assert council.post(GRID, {"do": "save", "rows": "many"}).status_code == 422
    assert council.post(GRID, {"do": "withdraw", "number": "9" * 15}).status_code == 404


def test_every_row_with_something_wrong_is_named_and_nothing_is_kept(sign_in: Callable[..., Client]) -> None:
    board = sign_in(Role.PARTNER_OFFICER, "board")
    form = {"do": "save", "rows": "3", **row(0, size="a lot"), **row(1, name="Beds", kind="placements", size="20"),
            **row(2, name="Gone", kind="withheld", partner="nobody", size="300%")}  # fmt: skip
    answer = board.post(GRID, form)
    page = answer.content.decode()
    assert answer.status_code == 422 and Worry.objects.count() == 0
    assert f"{SECRET}: <strong>FS" in page and "Beds: <strong>" in page and "Gone: <strong>FS" in page
    assert 'value="a lot"' in page


def test_a_row_is_added_without_a_script_and_without_losing_what_was_typed(sign_in: Callable[..., Client]) -> None:
    board = sign_in(Role.PARTNER_OFFICER, "board")
    page = board.post(GRID, {"do": "add", "rows": "1", **row()}).content.decode()
    assert SECRET in page and 'name="name.1"' in page and Worry.objects.count() == 0


def test_rows_are_changed_and_taken_away_until_they_are_released(sign_in: Callable[..., Client]) -> None:
    board = sign_in(Role.PARTNER_OFFICER, "board")
    saved(board, row(0), row(1, name="Second"))
    first, second = Worry.objects.order_by("pk")
    saved(board, row(0, number=str(first.pk), size="12%"), row(1, number=str(second.pk), gone="1"))
    page = board.get(GRID).content.decode()
    assert 'value="12%"' in page and "Second" not in page
    board.post(GRID, {"do": "release"})
    saved(board, row(0, number=str(first.pk), size="99%"))
    first.refresh_from_db()
    assert "12%" in first.content


def test_the_database_keeps_a_released_worry_as_it_was(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    board = sign_in(Role.PARTNER_OFFICER, "board")
    saved(board, row())
    board.post(GRID, {"do": "release"})
    for change in ({"content": "{}"}, {"released_at": None}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Worry.objects.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Worry.objects.all().delete()


def test_the_grid_says_what_each_worry_does_to_each_partner_and_stays_with_whoever_may_know(
    sign_in: Callable[..., Client],
) -> None:
    board = sign_in(Role.PARTNER_OFFICER, "board")
    saved(board, row(0), row(1, name="Board withholds", kind="withheld", partner="board", size="25%", scheme="all"))
    asked = {"do": "with-mine", "year": "2026-27", "runs": "200"}
    run = str(board.post(GRID, asked)["Location"])
    board.post(run, {"do": "begin"})
    working.work_once("one")
    page = board.get(GRID).content.decode()
    assert SECRET in page and 'id="table-worries"' in page and 'id="table-pooling"' in page
    for other in others(sign_in):
        assert other.get(run).status_code == 404
        assert 'id="table-worries"' not in other.get(GRID).content.decode()
    assert board.post(GRID, {**asked, "do": "for-all"}).status_code == 422, "nothing is released yet"
    board.post(GRID, {"do": "release"})
    shared = str(sign_in(Role.MANAGER).post(GRID, {**asked, "do": "for-all"})["Location"])
    sign_in(Role.MANAGER).post(shared, {"do": "begin"})
    working.work_once("one")
    for other in others(sign_in):
        assert 'id="table-worries"' in other.get(GRID).content.decode()


def test_the_trail_says_that_worries_were_written_and_not_what_they_say(sign_in: Callable[..., Client]) -> None:
    saved(sign_in(Role.PARTNER_OFFICER, "board"), row())
    event = Event.objects.filter(what="wrote worries").get()
    assert event.about == "board: 1" and not event.after


def test_the_grid_is_of_the_year_after_the_last_with_spend_unless_another_is_chosen(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    board, at = sign_in(Role.PARTNER_OFFICER, "board"), "/en/funds/small/what-if/worries/"
    assert board.post(at, WORRY).status_code == 302
    page = board.get(at).content.decode()
    years = re.findall(r"<option[^>]*>(20\d\d-\d\d)</option>", page)
    assert years[:2] == ["2026-27", "2038-39"] and len(years) == len(set(years)) == 19
