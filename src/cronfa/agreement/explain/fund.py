"""The agreement as a whole in words: what it is, who has signed, its reserves, limits, deadlines and purpose."""

from collections.abc import Iterator, Mapping

from cronfa.agreement.checks.statute import HEADS
from cronfa.agreement.clauses import Measure, Partner, Power
from cronfa.agreement.explain.contributions import yearly
from cronfa.agreement.explain.phrases import (
    beside,
    day,
    day_of_year,
    in_order,
    length,
    limits,
    listed,
    money,
    partner_shares,
    partners,
)
from cronfa.agreement.explain.schemes import exit_sentence
from cronfa.agreement.explain.sentences import Section, Sentence, default_at, say, section
from cronfa.agreement.explain.steps import waterfall
from cronfa.agreement.values import Length, percent
from cronfa.agreement.versions import Version
from cronfa.language import Text, same

_POWERS: Mapping[Power, Text] = {
    "nhs-act-2006-s75": Text(
        en="It is made under section 75 of the National Health Service Act 2006.",
        cy="Fe'i gwneir o dan adran 75 o Ddeddf y Gwasanaeth Iechyd Gwladol 2006.",
    ),
    "part-9-2014": Text(
        en="It is made under Part 9 of the Social Services and Well-being (Wales) Act 2014.",
        cy="Fe'i gwneir o dan Ran 9 o Ddeddf Gwasanaethau Cymdeithasol a Llesiant (Cymru) 2014.",
    ),
    "nhs-wales-act-2006-s33": Text(
        en="It is made under section 33 of the National Health Service (Wales) Act 2006.",
        cy="Fe'i gwneir o dan adran 33 o Ddeddf y Gwasanaeth Iechyd Gwladol (Cymru) 2006.",
    ),
    "joint-working-scotland-2014": Text(
        en="It is made under the Public Bodies (Joint Working) (Scotland) Act 2014.",
        cy="Fe'i gwneir o dan Ddeddf Cyrff Cyhoeddus (Cydweithio) (Yr Alban) 2014.",
    ),
}
_KINDS = {
    "local authority": Text(en="{name} is a local authority.", cy="Awdurdod lleol yw {name}."),
    "health body": Text(en="{name} is a health body.", cy="Corff iechyd yw {name}."),
    "other": Text(en="{name} is another body.", cy="Corff arall yw {name}."),
}
_VAT = {
    "s33": Text(
        en="It recovers VAT under section 33 of the VAT Act 1994.",
        cy="Mae'n adennill TAW o dan adran 33 o Ddeddf TAW 1994.",
    ),
    "cos": Text(
        en="It recovers VAT on contracted-out services only.",
        cy="Dim ond TAW ar wasanaethau a gontractir allan y mae'n ei hadennill.",
    ),
    "none": Text(en="It recovers no VAT.", cy="Nid yw'n adennill TAW."),
}
_PURPOSES = {
    "aims": Text(en="Aims: {text}", cy="Nodau: {text}"),
    "functions": Text(en="Functions: {text}", cy="Swyddogaethau: {text}"),
    "services": Text(en="People and services: {text}", cy="Pobl a gwasanaethau: {text}"),
    "staff_and_goods": Text(en="Staff, goods and premises: {text}", cy="Staff, nwyddau ac adeiladau: {text}"),
    "management": Text(en="Management of the fund: {text}", cy="Rheoli'r gronfa: {text}"),
    "review": Text(en="Review: {text}", cy="Adolygu: {text}"),
    "variation": Text(en="Variation: {text}", cy="Amrywio: {text}"),
    "termination": Text(en="Ending: {text}", cy="Terfynu: {text}"),
}
_EVERY = {
    "month": Text(en="Reports are made every month.", cy="Gwneir adroddiadau bob mis."),
    "quarter": Text(en="Reports are made every quarter.", cy="Gwneir adroddiadau bob chwarter."),
}


def agreement_section(version: Version) -> Iterator[Section]:
    """What the agreement is, how long it runs, and who holds the money."""
    yield from section(Text(en="The agreement", cy="Y cytundeb"), _agreement(version))


def _agreement(version: Version) -> Iterator[Sentence]:
    terms, term = version.terms, version.terms.term
    known = Text(en="“{title}”, known here as {id}.", cy="“{title}”, a elwir yma yn {id}.")
    bare = Text(en="The agreement is known here as {id}.", cy="Gelwir y cytundeb yma yn {id}.")
    yield say((known if terms.title else bare).filled(title=terms.title or "", id=terms.agreement), clause=terms.clause)
    yield say(_POWERS[terms.power])
    runs = Text(en="It runs from {from_} to {to}.", cy="Mae'n rhedeg o {from_} hyd {to}.")
    broken = Text(en="It may be broken on {day}.", cy="Gellir ei derfynu'n gynnar ar {day}.")
    yield say(
        runs.filled(from_=day(term.from_), to=day(term.to)),
        broken.filled(day=day(term.break_)) if term.break_ else None,
        clause=term.clause,
    )
    if term.notice is not None:
        words = Text(
            en="A partner that leaves gives notice of {length}.",
            cy="Mae partner sy'n gadael yn rhoi rhybudd o {length}.",
        )
        yield say(words.filled(length=length(term.notice)), default=default_at(version, "term", "notice"))
    month = {
        "april": Text(en="Its years begin on 1 April.", cy="Mae ei flynyddoedd yn dechrau ar 1 Ebrill."),
        "january": Text(en="Its years begin on 1 January.", cy="Mae ei flynyddoedd yn dechrau ar 1 Ionawr."),
    }
    yield say(month[terms.year], default=default_at(version, "year"))
    yield say(
        Text(en="{host} is the host and holds the fund.", cy="{host} yw'r partner lletyol, sy'n dal y gronfa.").filled(
            host=terms.name(terms.host)
        )
    )
    if terms.money_held == "returned at once":
        yield say(
            Text(
                en="Contributions go straight back to whoever paid them: a virtual pool.",
                cy="Mae cyfraniadau'n mynd yn syth yn ôl at y sawl a'u talodd: cronfa rithwir.",
            )
        )
    settled = {
        "yearly": Text(en="Variances are settled once a year.", cy="Setlir amrywiannau unwaith y flwyddyn."),
        "quarterly": Text(en="Variances are settled every quarter.", cy="Setlir amrywiannau bob chwarter."),
    }
    yield say(settled[terms.settle], default=default_at(version, "settle"))


def partners_section(version: Version) -> Iterator[Section]:
    yield from section(Text(en="Partners", cy="Partneriaid"), _partners(version))


def _partners(version: Version) -> Iterator[Sentence]:
    for name, partner in version.terms.partners.items():
        known = _KINDS[partner.kind].filled(name=_name_and_id(version, name))
        yield say(known, _VAT[partner.vat] if partner.vat else None, clause=partner.clause)
        yield from _partner_limits(partner)
    for board in version.terms.boards.values():
        words = Text(en="Board: {name}.", cy="Bwrdd: {name}.").filled(name=board.name)
        members = Text(en="Members: {members}.", cy="Aelodau: {members}.")
        names = members.filled(members=partners(version.terms, board.members)) if board.members else None
        yield say(words, names, clause=board.clause)


def _name_and_id(version: Version, partner: str) -> Text:
    """``NHS Leeds (nhs-leeds)``; the id alone where the agreement gives no name."""
    name = version.terms.name(partner)
    return name if name == same(partner) else beside(name, f"({partner})")


def _partner_limits(partner: Partner) -> Iterator[Sentence]:
    if partner.maximum_contribution is not None:
        label = Text(en="The most it contributes", cy="Y mwyaf y mae'n ei gyfrannu")
        for each in yearly(label, partner.maximum_contribution):
            yield say(each.text, level=1)
    if partner.tolerance is not None:
        words = Text(
            en="It wants to know if its yearly bill rises by more than {sum}.",
            cy="Mae am gael gwybod os bydd ei fil blynyddol yn codi o fwy na {sum}.",
        )
        yield say(words.filled(sum=money(partner.tolerance)), level=1)


def purpose_section(version: Version) -> Iterator[Section]:
    """What the law asks an agreement to say, and what it leaves out."""
    yield from section(Text(en="Purpose and management", cy="Diben a rheolaeth"), _purpose(version))


def _purpose(version: Version) -> Iterator[Sentence]:
    terms = version.terms
    for field, label in _PURPOSES.items():
        prose = getattr(terms, field)
        if prose is not None:
            yield say(label.filled(text=prose.text), clause=prose.clause)
    silent = [head.words for head, _ in HEADS[terms.power] if not head.said(terms)]
    if silent:
        words = Text(en="The agreement does not say: {what}.", cy="Nid yw'r cytundeb yn nodi'r pethau hyn: {what}.")
        yield say(words.filled(what=in_order(silent)))


def reserves_section(version: Version) -> Iterator[Section]:
    yield from section(Text(en="Reserves and measures", cy="Cronfeydd wrth gefn a mesurau"), _reserves(version))


def _reserves(version: Version) -> Iterator[Sentence]:
    terms = version.terms
    for name, reserve in terms.reserves.items():
        words = Text(
            en="The reserve “{name}” opens with {sum}.", cy="Mae'r gronfa wrth gefn “{name}” yn agor gyda {sum}."
        )
        owned = Text(
            en="It belongs to the partners as they contribute.", cy="Eiddo'r partneriaid ydyw, yn ôl eu cyfraniadau."
        )
        if reserve.shares:
            owned = Text(en="It belongs to: {shares}.", cy="Eiddo'r rhain ydyw: {shares}.").filled(
                shares=partner_shares(terms, reserve.shares)
            )
        said = words.filled(name=reserve.name or same(name), sum=money(reserve.opening))
        yield say(said, owned, clause=reserve.clause)
    for measure in terms.measures.values():
        yield _measure(version, measure)


def _measure(version: Version, measure: Measure) -> Sentence:
    words = Text(
        en="The measure “{title}” comes from outside the ledger.",
        cy="Daw'r mesur “{title}” o'r tu allan i'r cyfriflyfr.",
    )
    pers = {
        "fund": Text(en="It is one figure for the fund.", cy="Un ffigur i'r gronfa ydyw."),
        "scheme": Text(en="It is one figure for each scheme.", cy="Un ffigur i bob cynllun ydyw."),
        "partner": Text(en="It is one figure for each partner.", cy="Un ffigur i bob partner ydyw."),
    }
    declared = None
    if measure.values:
        figures = in_order(
            beside(version.terms.name(who), money(value) if measure.unit == "pence" else f"{value:,}")
            for who, value in measure.values.items()
        )
        declared = Text(en="Declared: {figures}.", cy="Datganwyd: {figures}.").filled(figures=figures)
    source = Text(en="Source: {s}.", cy="Ffynhonnell: {s}.").filled(s=measure.source) if measure.source else None
    return say(words.filled(title=measure.title), pers[measure.per], declared, source, clause=measure.clause)


def sharing_section(version: Version) -> Iterator[Section]:
    """What the schemes share together, and the limits on each partner."""
    yield from section(Text(en="Sharing over all schemes", cy="Rhannu dros bob cynllun"), _sharing(version))


def _sharing(version: Version) -> Iterator[Sentence]:
    terms = version.terms
    for direction, steps in (("overspend", terms.overspend), ("underspend", terms.underspend)):
        if steps:
            schemes = [terms.scheme_title(name) for name, each in terms.schemes.items() if not getattr(each, direction)]
            words = Text(
                en="The variances of these schemes are added and shared together: {schemes}.",
                cy="Cyfunir amrywiannau'r cynlluniau hyn a'u rhannu fel un: {schemes}.",
            )
            yield say(words.filled(schemes=listed(schemes)))
            yield from waterfall(terms, steps, direction, None, default_at(version, direction))
    for collar in terms.exposure:
        words = Text(
            en="{partner} is asked for at most {limits} over all schemes in a year.",
            cy="{partner}: ni ofynnir am fwy na {limits} dros bob cynllun mewn blwyddyn.",
        )
        name = terms.name(collar.partner)
        yield say(words.filled(partner=name, limits=limits(collar.up_to)), clause=collar.clause)
        yield from waterfall(terms, collar.excess, "exposure", None, None)


def reporting_section(version: Version) -> Iterator[Section]:
    yield from section(Text(en="Reporting and deadlines", cy="Adroddiadau a therfynau amser"), _reporting(version))


def _reporting(version: Version) -> Iterator[Sentence]:
    reporting, rag = version.terms.reporting, version.terms.rag
    if reporting.every is not None:
        every = reporting.every
        words = Text(en="Reports are made every {length}.", cy="Gwneir adroddiad bob {length}.")
        said = words.filled(length=length(every)) if isinstance(every, Length) else _EVERY[every]
        yield say(said, clause=reporting.clause, default=default_at(version, "reporting", "every"))
    if reporting.overspend_notice is not None:
        words = Text(
            en="A projected overspend is notified within {length}.",
            cy="Rhoddir gwybod am orwariant a ragwelir o fewn {length}.",
        )
        yield say(words.filled(length=length(reporting.overspend_notice)), clause=reporting.clause)
    if reporting.after_quarter is not None:
        words = Text(en="Quarterly reports follow within {length}.", cy="Daw adroddiadau chwarterol o fewn {length}.")
        yield say(words.filled(length=length(reporting.after_quarter)), clause=reporting.clause)
    if reporting.budget_flagged_by is not None:
        words = Text(
            en="Matters for the budget are raised by {day}.", cy="Codir materion ar gyfer y gyllideb erbyn {day}."
        )
        yield say(words.filled(day=day_of_year(reporting.budget_flagged_by)), clause=reporting.clause)
    if reporting.budget_approved_by is not None:
        words = Text(en="The budget is approved by {day}.", cy="Cymeradwyir y gyllideb erbyn {day}.")
        yield say(words.filled(day=day_of_year(reporting.budget_approved_by)), clause=reporting.clause)
    if reporting.yearly:
        words = Text(en="A report is made for each year.", cy="Gwneir adroddiad ar gyfer pob blwyddyn.")
        yield say(words, default=default_at(version, "reporting", "yearly"))
    words = Text(
        en="A variance above {watch} of budget is amber, and above {over} red.",
        cy="Mae amrywiant uwch na {watch} o'r gyllideb yn ambr, ac uwch na {over} yn goch.",
    )
    yield say(
        words.filled(watch=percent(rag.watch), over=percent(rag.over)),
        clause=rag.clause,
        default=default_at(version, "rag"),
    )
    if rag.commentary_over is not None:
        words = Text(
            en="A variance above {sum} needs a commentary before sign-off.",
            cy="Mae angen sylwebaeth ar amrywiant uwch na {sum} cyn ei gymeradwyo.",
        )
        yield say(words.filled(sum=money(rag.commentary_over)), clause=rag.clause)


def exit_section(version: Version) -> Iterator[Section]:
    sentence = exit_sentence(version, version.terms.exit, default_at(version, "exit"))
    yield Section(Text(en="The end", cy="Y diwedd"), (sentence,))
