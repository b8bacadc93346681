"""What the pages of possible years say."""

from cronfa.language import Text

FILES = (("PDF", "pdf"), ("Excel", "xlsx"), ("HTML", "html"))
TONES = {
    "asked": "plain", "waiting": "watch", "running": "watch", "done": "good", "failed": "over", "stopped": "plain",
}  # fmt: skip
TRIED = {
    "signed": Text(en="The agreement as signed", cy="Y cytundeb fel y'i llofnodwyd"),
    "draft": Text(
        en="Drafts only, each compared with the first", cy="Drafftiau'n unig, pob un wedi'i gymharu â'r cyntaf"
    ),
    "both": Text(
        en="Drafts beside the agreement as signed, on the same years",
        cy="Drafftiau wrth ochr y cytundeb fel y'i llofnodwyd, ar yr un blynyddoedd",
    ),
}
SPANS = {
    "seconds": Text(en="{count} s", cy="{count} eiliad"),
    "minutes": Text(en="{count} min", cy="{count} o funudau"),
    "hours": Text(en="{count} h", cy="{count} awr"),
}
LABELS = {
    "title": Text(en="What if", cy="Beth petai"),
    "lead": Text(
        en="What would each partner owe in a bad year? Many possible years are drawn and settled by the clauses, of the "
        "agreement as signed or of a draft, before anyone signs.",
        cy="Faint fyddai ar bob partner mewn blwyddyn wael? Tynnir llawer o flynyddoedd posibl a'u setlo yn ôl y cymalau, "
        "rhai'r cytundeb fel y'i llofnodwyd neu rai drafft, cyn i neb lofnodi.",
    ),
    "runs_there": Text(en="Runs", cy="Rhediadau"),
    "none": Text(en="Nobody has asked yet.", cy="Nid oes neb wedi gofyn eto."),
    "untitled": Text(en="Run {number}", cy="Rhediad {number}"),
    "of_all": Text(en="for every partner to see", cy="i bob partner ei weld"),
    "kept_by": Text(en="kept by {partner}", cy="yng ngofal {partner}"),
    "released_by": Text(en="released by {partner}", cy="rhyddhawyd ar ran {partner}"),
    "worries_link": Text(en="Sloping shoulders: each partner's worries", cy="Ysgwyddau ar oledd: pryderon pob partner"),
    "ask": Text(en="Ask", cy="Gofyn"),
    "private": Text(
        en="What you ask and what comes of it is seen by {partner} alone, until you release it.",
        cy="Dim ond {partner} sy'n gweld yr hyn a ofynnwch a'r hyn a ddaw ohono, nes i chi ei ryddhau.",
    ),
    "name": Text(en="What to call it", cy="Beth i'w alw"),
    "tried": Text(en="Under", cy="O dan"),
    "draft": Text(en="Drafts", cy="Drafftiau"),
    "draft_files": Text(en="Files of drafts (YAML)", cy="Ffeiliau drafftiau (YAML)"),
    "draft_hint": Text(
        en="Choose one file or several, up to five drafts in all. Each is worked out on the same possible years, so that "
        "whoever gains or loses does so by the clauses and not by chance.",
        cy="Dewiswch un ffeil neu ragor, hyd at bum drafft i gyd. Cyfrifir pob un ar yr un blynyddoedd posibl, fel mai "
        "oherwydd y cymalau, ac nid ar hap, y mae unrhyw un yn ennill neu'n colli.",
    ),
    "draft_text": Text(en="Or the text of a draft", cy="Neu destun drafft"),
    "draft_of": Text(
        en="Draft {number}, {name} (empty it to leave it out)", cy="Drafft {number}, {name} (gwagiwch ef i'w hepgor)"
    ),
    "demand": Text(en="Model of demand", cy="Model galw"),
    "demand_file": Text(
        en="A model of demand (YAML), if the years are to be drawn from one",
        cy="Model galw (YAML), os yw'r blynyddoedd i'w tynnu o un",
    ),
    "demand_hint": Text(
        en="Without one, years are drawn from the fund's own past, or around its budgets while that is shorter than a year.",
        cy="Heb un, tynnir y blynyddoedd o orffennol y gronfa ei hun, neu o amgylch ei chyllidebau tra bo hwnnw'n fyrrach na "
        "blwyddyn.",
    ),
    "year": Text(en="Year", cy="Blwyddyn"),
    "runs": Text(en="How many possible years", cy="Faint o flynyddoedd posibl"),
    "runs_hint": Text(
        en="From 100 to 200,000. 20,000 show a bad year well.",
        cy="Rhwng 100 a 200,000. Mae 20,000 yn dangos blwyddyn wael yn dda.",
    ),
    "seed": Text(en="Seed", cy="Hedyn"),
    "seed_hint": Text(en="The same seed draws the same years.", cy="Mae'r un hedyn yn tynnu'r un blynyddoedd."),
    "look": Text(en="Check it and see what it takes", cy="Ei wirio a gweld beth mae'n ei gymryd"),
    "problems": Text(en="What must be put right", cy="Yr hyn y mae'n rhaid ei gywiro"),
    "asked": Text(en="What is asked", cy="Yr hyn a ofynnir"),
    "estimate": Text(
        en="It takes about {span} and up to {memory} MB of memory.",
        cy="Mae'n cymryd tua {span} a hyd at {memory} MB o gof.",
    ),
    "begin": Text(en="Begin", cy="Dechrau"),
    "stop": Text(en="Stop it", cy="Ei stopio"),
    "give_up": Text(en="Abandon it", cy="Rhoi'r gorau iddo"),
    "before": Text(en="Waiting its turn; before it: {count}.", cy="Yn aros ei dro; o'i flaen: {count}."),
    "forgotten": Text(
        en="It has waited for longer than usual: the worker is busy, or none runs. Whoever runs the service starts one with "
        "“cronfa worker”; nothing is lost meanwhile.",
        cy="Mae wedi aros yn hwy nag arfer: mae'r gweithiwr yn brysur, neu nid oes un yn rhedeg. Mae pwy bynnag sy'n rhedeg y "
        "gwasanaeth yn cychwyn un gyda “cronfa worker”; ni chollir dim yn y cyfamser.",
    ),
    "so_far": Text(
        en="{done} of {total} possible years drawn", cy="{done} o {total} o flynyddoedd posibl wedi'u tynnu"
    ),
    "left": Text(en="{done}; about {span} left", cy="{done}; tua {span} ar ôl"),
    "again": Text(en="Look again", cy="Edrych eto"),
    "watch": Text(en="Keep looking every few seconds", cy="Dal i edrych bob ychydig eiliadau"),
    "unwatch": Text(en="Stop looking by itself", cy="Peidio ag edrych ohono'i hun"),
    "ask_again": Text(en="Ask again, with other terms", cy="Gofyn eto, gyda thelerau eraill"),
    "why_failed": Text(en="Why there is no result", cy="Pam nad oes canlyniad"),
    "release": Text(en="Release it to every partner", cy="Ei ryddhau i bob partner"),
    "release_hint": Text(en="This cannot be taken back.", cy="Ni ellir tynnu hyn yn ôl."),
    "files": Text(en="The same report to take away", cy="Yr un adroddiad i fynd ag ef"),
    "in_en": Text(en="In English", cy="Yn Saesneg"),
    "in_cy": Text(en="In Welsh", cy="Yn Gymraeg"),
    "as_data": Text(en="As data", cy="Fel data"),
    "worries": Text(en="Worries tried", cy="Pryderon a roddwyd ar brawf"),
    "contents": Text(en="On this page", cy="Ar y dudalen hon"),
    "back": Text(en="All runs", cy="Pob rhediad"),
}
