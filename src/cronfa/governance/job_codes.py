"""What can be wrong with long work, with worries, and with what budget managers send."""

from cronfa.language import Text
from cronfa.problems import Kind

TOO_MANY_RUNS = Kind(
    "GO040",
    what=Text(
        en="{runs} possible years are more than pages draw; {most} are the most.",
        cy="Mae {runs} o flynyddoedd posibl yn fwy nag y mae tudalennau'n eu tynnu; {most} yw'r mwyaf.",
    ),
    remedy=Text(
        en="Ask for fewer: 20,000 show a bad year well. For more, use “cronfa simulate”.",
        cy="Gofynnwch am lai: mae 20,000 yn dangos blwyddyn wael yn dda. Am ragor, defnyddiwch “cronfa simulate”.",
    ),
)
NO_DRAFT = Kind(
    "GO041",
    what=Text(en="No draft was given.", cy="Ni roddwyd drafft."),
    remedy=Text(
        en="Choose the draft's file, paste its text, or ask about the agreement as signed.",
        cy="Dewiswch ffeil y drafft, gludwch ei destun, neu gofynnwch am y cytundeb fel y'i llofnodwyd.",
    ),
)
NOT_ITS_STATE = Kind(
    "GO042",
    what=Text(
        en="That cannot be done with this run as it stands: {state}.",
        cy="Ni ellir gwneud hynny â'r rhediad hwn fel y mae: {state}.",
    ),
    remedy=Text(
        en="Look at the run again; ask anew if it is still needed.",
        cy="Edrychwch ar y rhediad eto; gofynnwch o'r newydd os oes ei angen o hyd.",
    ),
)
WORKER_LOST = Kind(
    "GO043",
    what=Text(
        en="The process that worked on this ended {tries} times before it was done.",
        cy="Daeth y broses a oedd yn gweithio ar hyn i ben {tries} o weithiau cyn iddi orffen.",
    ),
    remedy=Text(
        en="Ask for fewer years, or ask whoever runs the service whether it has memory enough.",
        cy="Gofynnwch am lai o flynyddoedd, neu gofynnwch i bwy bynnag sy'n rhedeg y gwasanaeth a oes ganddo ddigon o gof.",
    ),
)
WENT_WRONG = Kind(
    "GO044",
    what=Text(en="Something went wrong here while it ran ({fault}).", cy="Aeth rhywbeth o'i le yma wrth iddo redeg ({fault})."),
    remedy=Text(
        en="Nothing of the fund was changed. It has been noted; ask again, or with other terms.",
        cy="Ni newidiwyd dim o'r gronfa. Fe'i nodwyd; gofynnwch eto, neu gyda thelerau eraill.",
    ),
)  # fmt: skip
TOO_MUCH_TEXT = Kind(
    "GO045",
    what=Text(en="{file} is larger than {most}.", cy="Mae {file} yn fwy na {most}."),
    remedy=Text(
        en="An agreement or a model of demand is a text file of some pages; choose that.",
        cy="Mae cytundeb neu fodel galw yn ffeil destun o rai tudalennau; dewiswch honno.",
    ),
)
NOT_A_NUMBER = Kind(
    "GO046",
    what=Text(en="“{text}” is not a whole number.", cy="Nid yw “{text}” yn rhif cyfan."),
    remedy=Text(en="Type digits alone, such as 20000.", cy="Teipiwch ddigidau'n unig, megis 20000."),
)
TOO_MANY_WAITING = Kind(
    "GO047",
    what=Text(
        en="{most} runs wait or are under way already.", cy="Mae {most} o rediadau yn aros neu ar y gweill eisoes."
    ),
    remedy=Text(en="Wait until one is done, or stop one.", cy="Arhoswch nes bod un wedi gorffen, neu stopiwch un."),
)
NOTHING_TO_RELEASE = Kind(
    "GO048",
    what=Text(en="There is nothing of yours to release.", cy="Nid oes dim o'ch eiddo chi i'w ryddhau."),
    remedy=Text(en="Write a worry and save it first.", cy="Ysgrifennwch bryder a'i gadw yn gyntaf."),
)
TOO_MANY_WORRIES = Kind(
    "GO049",
    what=Text(en="A grid holds up to {most} worries.", cy="Mae grid yn dal hyd at {most} o bryderon."),
    remedy=Text(en="Take some away, or join them.", cy="Tynnwch rai ymaith, neu unwch hwy."),
)
NO_WORRIES = Kind(
    "GO050",
    what=Text(en="There are no worries to try.", cy="Nid oes pryderon i roi cynnig arnynt."),
    remedy=Text(
        en="Write one and save it, or wait until a partner releases its own.",
        cy="Ysgrifennwch un a'i gadw, neu arhoswch nes i bartner ryddhau ei rai ei hun.",
    ),
)
TOO_MANY_DRAFTS = Kind(
    "GO051",
    what=Text(
        en="{count} drafts are more than can stand side by side; {most} are the most.",
        cy="Mae {count} o ddrafftiau yn fwy nag a all sefyll ochr yn ochr; {most} yw'r mwyaf.",
    ),
    remedy=Text(
        en="Ask about fewer; “cronfa simulate --draft” takes any number.",
        cy="Gofynnwch am lai; mae “cronfa simulate --draft” yn cymryd unrhyw nifer.",
    ),
)
KINDS = (
    TOO_MANY_RUNS, NO_DRAFT, NOT_ITS_STATE, WORKER_LOST, WENT_WRONG, TOO_MUCH_TEXT, NOT_A_NUMBER, TOO_MANY_WAITING,
    NOTHING_TO_RELEASE, TOO_MANY_WORRIES, NO_WORRIES, TOO_MANY_DRAFTS,
)  # fmt: skip
