"""What can be wrong with a request for monitoring. Codes never change once released."""

from cronfa.language import Text
from cronfa.problems import Kind

NOT_A_MONTH = Kind(
    "MO001",
    what=Text(en="{month} is not a month of a year.", cy="Nid yw {month} yn fis o'r flwyddyn."),
    remedy=Text(
        en="Give 1 for the year's first month, up to 12 for its last.",
        cy="Rhowch 1 am fis cyntaf y flwyddyn, hyd at 12 am yr olaf.",
    ),
)
OTHER_YEAR = Kind(
    "MO002",
    what=Text(
        en="{pence} in {period} does not belong to {year}.", cy="Nid yw {pence} yn {period} yn perthyn i {year}."
    ),
    remedy=Text(
        en="Ask for the year that holds the month, or correct the posting period.",
        cy="Gofynnwch am y flwyddyn sy'n cynnwys y mis, neu cywirwch y cyfnod postio.",
    ),
)
NO_PATTERN = Kind(
    "MO003",
    what=Text(
        en="Last year has no pattern to follow: it needs twelve months with spend in at least one.",
        cy="Nid oes gan y llynedd batrwm i'w ddilyn: mae angen deuddeg mis, gyda gwariant mewn o leiaf un.",
    ),
    remedy=Text(
        en="Use another profile, such as “equal” or twelve weights.",
        cy="Defnyddiwch broffil arall, megis “equal” neu ddeuddeg pwysiad.",
    ),
)
KINDS = (NOT_A_MONTH, OTHER_YEAR, NO_PATTERN)
