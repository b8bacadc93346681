"""Journals: those there are, and writing one, line by line, with the server's help and no script."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cronfa.fund.journals import Journal, check, with_clearing
from cronfa.governance import journals as between_people
from cronfa.governance.desk import Desk
from cronfa.governance.roles import Right
from cronfa.problems import Problems
from cronfa.web.pages import fund_page
from cronfa.web.presenters import journals as presenter
from cronfa.web.sending import Reading, status


@fund_page("journals/", "journals", Right.SEE_ALL_POSTINGS)
def journals(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Every journal and how it stands."""
    return render(request, "web/journals.html", {"page": presenter.listed(desk)})


@fund_page("journals/new/", "journal", Right.PROPOSE, changes=Right.PROPOSE)
def journal(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A journal that is being written. What is asked of it comes with the button that was pressed."""
    sent = presenter.gathered(Reading(request.POST))
    if request.method != "POST":
        fields = [dict.fromkeys(presenter.FIELDS, "") for _ in range(presenter.FIRST_LINES)]
        return _page(request, presenter.form(desk, sent, fields))
    count = presenter.count_of(sent)
    lines = presenter.read(sent, count)
    fields = [{name: sent.text(f"{name}-{at}") for name in presenter.FIELDS} for at in range(1, count + 1)]
    written = Journal(sent.text("month"), sent.text("narrative"), tuple(lines))
    match sent.text("do"):
        case "add":
            more = [*fields, dict.fromkeys(presenter.FIELDS, "")][: presenter.MOST_LINES]
            return _page(request, presenter.form(desk, sent, more, written))
        case "clear" if not sent.problems:
            cleared = list(with_clearing(desk.fund, lines))
            written = Journal(written.month, written.narrative, tuple(cleared))
            return _page(request, presenter.form(desk, sent, presenter.as_fields(cleared), written))
    return _sent(request, desk, sent, fields, written)


def _sent(
    request: HttpRequest, desk: Desk, sent: Reading, fields: list[dict[str, str]], written: Journal
) -> HttpResponse:
    """Check a journal, or put it forward; with every problem if there is one."""
    why = sent.reason("why")
    sent.also(lambda: check(desk.fund, written))
    key = sent.text("once") or "unnamed"
    try:
        if sent.text("do") == "check":
            sent.then(lambda: None)
            return _page(request, presenter.form(desk, sent, fields, written, good=True))
        made = sent.then(
            lambda: between_people.put_forward(desk.fund, written, desk.person, key=key, why=why)
        )  # fmt: skip
    except Problems as wrong:
        return _page(request, presenter.form(desk, sent, fields, written, wrong.problems), status(wrong))
    return redirect("proposal", fund=desk.fund.slug, number=made.pk)


def _page(request: HttpRequest, form: presenter.Form, answer: int = 200) -> HttpResponse:
    return render(request, "web/journal.html", {"page": form}, status=answer)
