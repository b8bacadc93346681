"""The page of help: where to begin, what the law asks every site to say, and answers begun for those who run it."""

from cronfa.language import Text
from cronfa.web.presenters.help_dpia import DPIA
from cronfa.web.presenters.help_dtac import DTAC
from cronfa.web.presenters.help_prose import FILL, WHAT_IT_IS, Template

TEMPLATES: dict[str, Template] = {each.name: each for each in (DPIA, DTAC)}
LABELS = {
    "title": Text(en="Help", cy="Cymorth"),
    "use": Text(en="Using the pages", cy="Defnyddio'r tudalennau"),
    "tour": Text(en="Guided tour of the demonstration", cy="Taith dywys o'r arddangosiad"),
    "tour_says": Text(
        en="Eight real pages of the example fund, each with a word on what to look at. Start the demonstration with "
        "“cronfa demo”, "
        "sign in as anyone, and follow “Take the guided tour” at the top of a page.",
        cy="Wyth tudalen go iawn o'r gronfa enghreifftiol, gyda gair ar yr hyn i edrych arno. Dechreuwch yr "
        "arddangosiad â “cronfa "
        "demo”, mewngofnodwch fel unrhyw un, a dilynwch “Dilyn y daith dywys” ar frig tudalen.",
    ),
    "four": Text(
        en="To find why you owe what you owe: Figures, your statement, a figure of it, then the row of the file.",
        cy="I ganfod pam y mae arnoch yr hyn sydd arnoch: Ffigurau, eich datganiad, un o'i ffigurau, yna rhes y ffeil.",
    ),
    "wrong": Text(
        en="If an entry is wrong: open it and question it; the host must answer within ten working days.",
        cy="Os yw cofnod yn anghywir: agorwch ef a'i holi; rhaid i'r partner lletyol ateb o fewn deg diwrnod gwaith.",
    ),
    "says": Text(en="What this site says of itself", cy="Yr hyn a ddywed y safle hwn amdano'i hun"),
    "run": Text(en="For those who run it", cy="I'r rhai sy'n ei redeg"),
    "download": Text(en="Download it to finish (Markdown)", cy="Ei lawrlwytho i'w orffen (Markdown)"),
    "what": WHAT_IT_IS,
    "fill": FILL,
    "accessibility": Text(en="Accessibility statement", cy="Datganiad hygyrchedd"),
    "privacy": Text(en="Privacy notice", cy="Hysbysiad preifatrwydd"),
}
