"""Words of the fund's home page. What stands between ⟦ and ⟧ is said with stress."""

from cronfa.language import Text

SETTLED = Text(en="{year} is settled", cy="Mae {year} wedi'i setlo")
OVER = Text(en="Forecast {amount} over budget{part}", cy="Rhagolwg o {amount} dros y gyllideb{part}")
UNDER = Text(en="Forecast {amount} under budget{part}", cy="Rhagolwg o {amount} o dan y gyllideb{part}")
ON = Text(en="Forecast to end on budget", cy="Rhagolwg o orffen ar y gyllideb")
EMPTY = Text(en="Nothing has been spent yet", cy="Nid oes dim wedi'i wario eto")
EMPTY_LEAD = Text(
    en="Take in a partner's payments file, and this page shows whose money paid for what.",
    cy="Cymerwch ffeil daliadau partner i mewn, ac mae'r dudalen hon yn dangos arian pwy a dalodd am beth.",
)
TO_PAY = Text(en="⟦{partner} is to pay {amount}⟧", cy="⟦mae {partner} i dalu {amount}⟧")
TO_GET = Text(en="⟦{partner} is to be refunded {amount}⟧", cy="⟦mae {partner} i gael {amount} yn ôl⟧")
EVEN = Text(en="No partner owes anything.", cy="Nid oes ar unrhyw bartner ddim.")
SENTENCE = Text(en="{parts}.", cy="{parts}.")
LABELS = {
    "as_at": Text(en="{fund} · {month}, month {number} of {year}", cy="{fund} · {month}, mis {number} o {year}"),
    "picture": Text(en="Whose money paid for what", cy="Arian pwy a dalodd am beth"),
    "table": Text(en="The same figures as a table", cy="Yr un ffigurau fel tabl"),
    "who": Text(en="Whose money", cy="Arian pwy"),
    "through": Text(en="Scheme", cy="Cynllun"),
    "whose": Text(en="Whose responsibility", cy="Cyfrifoldeb pwy"),
    "amount": Text(en="Amount", cy="Swm"),
    "position": Text(en="Position by scheme, £000", cy="Sefyllfa fesul cynllun, £000"),
    "scheme": Text(en="Scheme", cy="Cynllun"),
    "budget": Text(en="Budget", cy="Cyllideb"),
    "actual": Text(en="Actual", cy="Gwirioneddol"),
    "committed": Text(en="Committed", cy="Ymrwymwyd"),
    "forecast": Text(en="Forecast", cy="Rhagolwg"),
    "variance": Text(en="Variance", cy="Amrywiant"),
    "part": Text(en="Of budget", cy="O'r gyllideb"),
    "status": Text(en="Status", cy="Statws"),
    "since": Text(en="Since last month", cy="Ers y mis diwethaf"),
    "whole": Text(en="Fund", cy="Y gronfa"),
    "why": Text(en="Why these numbers?", cy="Pam y rhifau hyn?"),
    "trust": Text(en="Can I trust this?", cy="A allaf ymddiried yn hyn?"),
    "months": Text(en="Other months", cy="Misoedd eraill"),
    "show": Text(en="Show", cy="Dangos"),
    "month": Text(en="Month", cy="Mis"),
    "waiting": Text(en="Waiting for you", cy="Yn aros amdanoch chi"),
    "nothing_waits": Text(en="Nothing waits for you.", cy="Nid oes dim yn aros amdanoch chi."),
    "open_months": Text(en="Months still open", cy="Misoedd sydd ar agor o hyd"),
    "what_if": Text(en="What if a partner has a bad year?", cy="Beth petai partner yn cael blwyddyn wael?"),
    "changed": Text(en="What changed since last month", cy="Beth newidiodd ers y mis diwethaf"),
    "grid": Text(en="Forecast variance, month by month, £000", cy="Amrywiant a ragwelir, fesul mis, £000"),
    "grid_key": Text(
        en="R red, A amber, G green; each opens what was spent by then.",
        cy="C coch, A ambr, G gwyrdd; mae pob un yn agor yr hyn a wariwyd erbyn hynny.",
    ),
    "ask_outlook": Text(en="Work out how sure it is", cy="Cyfrifo pa mor sicr ydyw"),
    "line": Text(en="The year so far, and where it is heading", cy="Y flwyddyn hyd yma, ac i ble mae'n mynd"),
    "year": Text(en="Year", cy="Blwyddyn"),
}
CLEARING = Text(
    en="So far {payer} has paid {amount} more for the responsibilities of {other} than the other way round; it stands in the "
    "clearing account between them.",
    cy="Hyd yma mae {payer} wedi talu {amount} yn fwy am gyfrifoldebau {other} nag i'r gwrthwyneb; saif yn y cyfrif clirio "
    "rhyngddynt.",
)
CHANGES = {
    "spent": Text(en="In {month} {amount} was spent.", cy="Ym mis {month} gwariwyd {amount}."),
    "worse": Text(en="The forecast for the fund rose by {amount}.", cy="Cododd y rhagolwg i'r gronfa {amount}."),
    "better": Text(en="The forecast for the fund fell by {amount}.", cy="Gostyngodd y rhagolwg i'r gronfa {amount}."),
    "same": Text(en="The forecast for the fund did not move.", cy="Ni symudodd y rhagolwg i'r gronfa."),
    "schemes": Text(en="Most of it: {parts}.", cy="Y rhan fwyaf: {parts}."),
}
TRUST = {
    "balance": Text(
        en="Every entry balances, for the fund and for each partner: the database refuses one that does not.",
        cy="Mae pob cofnod yn mantoli, i'r gronfa ac i bob partner: mae'r gronfa ddata yn gwrthod un nad yw.",
    ),
    "verified": Text(
        en="{count} entries stand in one chain: verified by {who}, {when}.",
        cy="Saif {count} o gofnodion mewn un gadwyn: dilyswyd gan {who}, {when}.",
    ),
    "since": Text(
        en="{count} entries stand in one chain, {more} of them since it was last verified, {when}.",
        cy="Saif {count} o gofnodion mewn un gadwyn, {more} ohonynt ers ei dilysu ddiwethaf, {when}.",
    ),
    "not_verified": Text(
        en="{count} entries stand in one chain, not yet verified on these pages.",
        cy="Saif {count} o gofnodion mewn un gadwyn, heb ei dilysu ar y tudalennau hyn eto.",
    ),
    "broken": Text(
        en="The chain is broken at entry {entry}: nothing after it can be relied on.",
        cy="Mae'r gadwyn wedi torri wrth gofnod {entry}: ni ellir dibynnu ar ddim ar ei ôl.",
    ),
    "one_file": Text(
        en="A partner's file is kept whole, {rows} rows; every posting names its row.",
        cy="Cedwir ffeil partner yn gyfan, {rows} o resi; mae pob postiad yn enwi ei res.",
    ),
    "files": Text(
        en="{count} partners' files are kept whole, {rows} rows; every posting names its row.",
        cy="Cedwir {count} o ffeiliau partneriaid yn gyfan, {rows} o resi; mae pob postiad yn enwi ei res.",
    ),
    "reconciled": Text(
        en="Ledger of {partner}: reconciled to {until}.", cy="Cyfriflyfr {partner}: wedi'i gysoni hyd {until}."
    ),
    "unreconciled": Text(en="Ledger of {partner}: not yet reconciled.", cy="Cyfriflyfr {partner}: heb ei gysoni eto."),
}
OUTLOOK = {
    "ask": Text(
        en="How sure the forecast is has not been worked out since the ledger last moved; it takes half a minute or so.",
        cy="Nid yw pa mor sicr yw'r rhagolwg wedi'i gyfrifo ers i'r cyfriflyfr symud ddiwethaf; mae'n cymryd rhyw hanner munud.",
    ),
    "working": Text(
        en="How sure the forecast is is being worked out. Look again in a minute.",
        cy="Mae pa mor sicr yw'r rhagolwg yn cael ei gyfrifo. Edrychwch eto ymhen munud.",
    ),
    "forgotten": Text(
        en="How sure the forecast is waits to be worked out: no worker is at work. Whoever runs this service can start one.",
        cy="Mae pa mor sicr yw'r rhagolwg yn aros i'w gyfrifo: nid oes gweithiwr wrthi. Gall pwy bynnag sy'n rhedeg y "
        "gwasanaeth hwn gychwyn un.",
    ),
    "failed": Text(
        en="How sure the forecast is could not be worked out: {why}.",
        cy="Ni ellid cyfrifo pa mor sicr yw'r rhagolwg: {why}.",
    ),
    "done": Text(en="Worked out for the ledger as it stands.", cy="Wedi'i gyfrifo ar gyfer y cyfriflyfr fel y mae."),
}
