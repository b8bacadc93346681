"""Words of the pages on which a partner's ledger is reconciled with the fund."""

from cronfa.language import Text
from cronfa.reconciliation import Reason

LABELS = {
    "title": Text(en="Reconciliation", cy="Cysoni"),
    "lead": Text(
        en="Put a partner's own ledger beside the fund: what matches is matched, what is left is explained line by line, "
        "and a statement leads from one balance to the other.",
        cy="Rhowch gyfriflyfr partner ei hun wrth ymyl y gronfa: parir yr hyn sy'n cyfateb, eglurir yr hyn sydd ar ôl fesul "
        "llinell, ac mae datganiad yn arwain o'r naill falans i'r llall.",
    ),
    "last": Text(en="When each ledger was last reconciled", cy="Pryd y cysonwyd pob cyfriflyfr ddiwethaf"),
    "partner": Text(en="Partner", cy="Partner"),
    "against": Text(en="Compared with", cy="Wedi'i gymharu â"),
    "until": Text(en="Reconciled to", cy="Wedi'i gysoni hyd"),
    "signed": Text(en="Signed off", cy="Cymeradwywyd"),
    "never": Text(en="never", cy="erioed"),
    "under_way": Text(en="Under way", cy="Ar y gweill"),
    "done": Text(en="Signed off before", cy="Wedi'u cymeradwyo o'r blaen"),
    "begin": Text(en="Reconcile some months", cy="Cysoni rhai misoedd"),
    "begin_hint": Text(
        en="An extract of your ledger for those months: CSV or Excel, with a date, an amount and, if there is one, the "
        "reference that the fund knows the line by.",
        cy="Detholiad o'ch cyfriflyfr am y misoedd hynny: CSV neu Excel, gyda dyddiad, swm ac, os oes un, y cyfeirnod y mae'r "
        "gronfa'n adnabod y llinell wrtho.",
    ),
    "whose": Text(en="Whose ledger", cy="Cyfriflyfr pwy"),
    "first": Text(en="First month", cy="Mis cyntaf"),
    "to": Text(en="Last month", cy="Mis olaf"),
    "choose": Text(en="Choose a file", cy="Dewiswch ffeil"),
    "send": Text(en="Upload and match it", cy="Llwytho i fyny a'i pharu"),
    "none": Text(en="No ledger has been reconciled yet.", cy="Nid oes cyfriflyfr wedi'i gysoni eto."),
    "says": Text(en="{partner}, {months}", cy="{partner}, {months}"),
    "open": Text(en="being explained", cy="yn cael ei egluro"),
    "abandoned": Text(en="abandoned", cy="rhoddwyd y gorau iddo"),
    "is_signed": Text(en="signed off", cy="wedi'i gymeradwyo"),
    "statement": Text(en="From one balance to the other", cy="O'r naill falans i'r llall"),
    "step": Text(en="Step", cy="Cam"),
    "lines": Text(en="Lines", cy="Llinellau"),
    "amount": Text(en="Amount", cy="Swm"),
    "matched": Text(en="What was matched, and by which rule", cy="Yr hyn a barwyd, ac yn ôl pa reol"),
    "rule": Text(en="Rule", cy="Rheol"),
    "matches": Text(en="Matches", cy="Parau"),
    "in_all": Text(en="Every match", cy="Pob pâr"),
    "headline_even": Text(
        en="The two balances agree: every line is matched", cy="Mae'r ddau falans yn cytuno: parwyd pob llinell"
    ),
    "headline": Text(
        en="The fund shows {amount} {more} than the ledger of {partner}",
        cy="Mae'r gronfa'n dangos {amount} yn {more} na chyfriflyfr {partner}",
    ),
    "more": Text(en="more", cy="fwy"),
    "less": Text(en="less", cy="llai"),
    "summary": Text(
        en="{matched} of {all} lines of the extract are matched, and {ours} of {all_ours} of the fund; {left} wait for a reason.",
        cy="Parwyd {matched} o {all} o linellau'r detholiad, ac o linellau'r gronfa {ours} o {all_ours}; mae {left} "
        "yn aros am reswm.",
    ),
    "outside": Text(
        en="{count} lines of the file, {total}, are dated outside these months and left out.",
        cy="Mae dyddiad {count} o linellau'r ffeil, {total}, y tu allan i'r misoedd hyn; fe'u gadawyd allan.",
    ),
    "carried": Text(
        en="{count} lines were carried from the reconciliation before.",
        cy="Cariwyd {count} o linellau o'r cysoniad blaenorol.",
    ),
    "theirs": Text(en="Only in the ledger of {partner}", cy="Yng nghyfriflyfr {partner} yn unig"),
    "ours": Text(en="Only in the fund", cy="Yn y gronfa yn unig"),
    "sum": Text(en="{count} lines, {total}", cy="{count} o linellau, {total}"),
    "sum_one": Text(en="1 line, {total}", cy="1 llinell, {total}"),
    "line": Text(en="Line", cy="Llinell"),
    "date": Text(en="Date", cy="Dyddiad"),
    "reference": Text(en="Reference", cy="Cyfeirnod"),
    "text": Text(en="For", cy="Ar gyfer"),
    "reason": Text(en="Reason", cy="Rheswm"),
    "tick": Text(en="Tick line {line}", cy="Ticio llinell {line}"),
    "ticked": Text(en="Ticked", cy="Ticiwyd"),
    "because": Text(en="Why", cy="Pam"),
    "words": Text(en="In a few words", cy="Mewn ychydig eiriau"),
    "do_ticked": Text(en="Give this reason to the ticked lines", cy="Rhoi'r rheswm hwn i'r llinellau a diciwyd"),
    "do_all": Text(en="Give it to all {count} without a reason", cy="Ei roi i bob un o'r {count} heb reswm"),
    "error_hint": Text(
        en="An error in the fund opens an exception on the entry, for the host to answer.",
        cy="Mae gwall yn y gronfa yn agor eithriad ar y cofnod, i'r partner lletyol ei ateb.",
    ),
    "exception": Text(en="Exception {number}", cy="Eithriad {number}"),
    "all_matched": Text(en="Every line on this side is matched.", cy="Parwyd pob llinell ar yr ochr hon."),
    "sign": Text(en="Sign off this reconciliation", cy="Cymeradwyo'r cysoniad hwn"),
    "sign_hint": Text(
        en="A chief finance officer of {partner} signs it off, who did not prepare it. What is not outside the fund is looked "
        "for again in the next months.",
        cy="Prif swyddog cyllid {partner} sy'n ei gymeradwyo, ac nid y sawl a'i paratôdd. Chwilir eto yn y misoedd nesaf am yr "
        "hyn nad yw y tu allan i'r gronfa.",
    ),
    "signed_says": Text(
        en="Signed off by {who}, {when}; prepared by {maker}.",
        cy="Cymeradwywyd gan {who}, {when}; paratowyd gan {maker}.",
    ),
    "prepared": Text(
        en="Prepared by {maker}, {when}; not yet signed off.",
        cy="Paratowyd gan {maker}, {when}; heb ei gymeradwyo eto.",
    ),
    "moved": Text(
        en="Since then the fund's balance for these months has moved by {amount}; what moved it waits for the next one.",
        cy="Ers hynny mae balans y gronfa am y misoedd hyn wedi symud {amount}; mae'r hyn a'i symudodd yn aros am y nesaf.",
    ),
    "problems": Text(en="What must be put right", cy="Yr hyn y mae'n rhaid ei gywiro"),
    "mapping": Text(en="How its columns are read", cy="Sut y darllenir ei cholofnau"),
    "mapping_hint": Text(
        en="The mapping, as in the manual. Turn the signs round with “amounts: {sign: reversed}” if your ledger has them "
        "the other way.",
        cy="Y mapio, fel yn y llawlyfr. Trowch yr arwyddion â “amounts: {sign: reversed}” os yw eich cyfriflyfr y ffordd arall.",
    ),
    "again": Text(en="Match again with this mapping", cy="Paru eto gyda'r mapio hwn"),
    "abandon": Text(en="Abandon this reconciliation", cy="Rhoi'r gorau i'r cysoniad hwn"),
    "files": Text(en="The whole reconciliation as", cy="Y cysoniad cyfan fel"),
    "every_match": Text(en="All matches", cy="Pob pâr"),
    "their_lines": Text(en="Lines of the ledger", cy="Llinellau'r cyfriflyfr"),
    "our_lines": Text(en="Entries of the fund", cy="Cofnodion y gronfa"),
    "no_matches": Text(en="No line is matched by this rule.", cy="Ni pharwyd llinell yn ôl y rheol hon."),
    "earlier": Text(en="Previous", cy="Blaenorol"),
    "later": Text(en="Next", cy="Nesaf"),
    "page": Text(en="Page {page} of {pages}", cy="Tudalen {page} o {pages}"),
    "pages_theirs": Text(en="Pages of the ledger's lines", cy="Tudalennau llinellau'r cyfriflyfr"),
    "pages_ours": Text(en="Pages of the fund's lines", cy="Tudalennau llinellau'r gronfa"),
    "pages": Text(en="Pages", cy="Tudalennau"),
    "back": Text(en="Back to the statement", cy="Yn ôl i'r datganiad"),
    "and_more": Text(en="and {count} more", cy="{count} arall hefyd"),
}
SHORT_AGAINST = {
    "contributions": Text(en="money paid into the fund", cy="arian a dalwyd i'r gronfa"),
    "responsibility": Text(en="spend it is responsible for", cy="gwariant y mae'n gyfrifol amdano"),
    "spend": Text(en="everything the fund spent", cy="popeth a wariodd y gronfa"),
}
SHORT_REASONS: dict[Reason, Text] = {
    Reason.TIMING: Text(en="timing", cy="amseru"),
    Reason.THEIR_ERROR: Text(en="error in the partner's ledger", cy="gwall yng nghyfriflyfr y partner"),
    Reason.OUR_ERROR: Text(en="error in the fund", cy="gwall yn y gronfa"),
    Reason.OUTSIDE: Text(en="no part of the fund", cy="ddim yn rhan o'r gronfa"),
}
