"""The agreement in plain words, each sentence beside the clause it comes from."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cronfa.agreement.explain import explain
from cronfa.governance.roles import Right
from cronfa.language import Text
from cronfa.ledger.funds import agreements
from cronfa.web import keeping
from cronfa.web.desk import Desk
from cronfa.web.pages import fund_page

WORDS = {
    "title": Text(en="The agreement in plain words", cy="Y cytundeb mewn geiriau plaen"),
    "clause": Text(en="Clause", cy="Cymal"),
    "says": Text(en="What it says", cy="Yr hyn a ddywed"),
    "default": Text(en="standard term", cy="teler safonol"),
    "texts": Text(en="Registered texts", cy="Testunau cofrestredig"),
    "who": Text(en="Registered by", cy="Cofrestrwyd gan"),
    "when": Text(en="When", cy="Pryd"),
    "contents": Text(en="On this page", cy="Ar y dudalen hon"),
}


@fund_page("agreement/", "agreement", Right.SEE_FUND)
def agreement(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Every clause, in the order of the document; then the texts that were registered."""
    sections = keeping.of_ledger(desk.fund, "explained", lambda: explain(desk.fund.agreement))
    given = {"sections": sections, "texts": agreements(desk.fund.ledger), "words": WORDS, "title": desk.terms.title}
    return render(request, "web/agreement.html", given)
