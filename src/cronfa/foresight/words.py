"""What the worlds of this room say about themselves, in both languages."""

from fractions import Fraction

from cronfa.language import Text, same

HISTORY_WORLD = Text(en="the fund's own past months", cy="misoedd y gronfa ei hun yn y gorffennol")
ASSUMED_WORLD = Text(en="an assumed world around the budgets", cy="byd tybiedig o amgylch y cyllidebau")
GROWTH = Text(en="growth faster or slower than expected", cy="twf cyflymach neu arafach na'r disgwyl")
SWING = Text(en="months of {scheme} over or under their trend", cy="misoedd {scheme} uwchlaw neu islaw eu tuedd")
HISTORY_USED = Text(
    en="Months of the fund's own payments that are drawn from", cy="Misoedd taliadau'r gronfa y tynnir ohonynt"
)
MONTHS_USED = Text(en="{first} to {last} ({count} months)", cy="{first} i {last} ({count} o fisoedd)")
HISTORY_LEFT = Text(en="Earlier months left out", cy="Misoedd cynharach a adawyd allan")
MONTHS_LEFT = Text(en="{count} months from {first}", cy="{count} o fisoedd o {first} ymlaen")
AFTER_HOLE = Text(
    en="months before a declared break, or before the last month with almost nothing in the records",
    cy="misoedd cyn toriad a ddatganwyd, neu cyn y mis olaf heb fawr ddim yn y cofnodion",
)
GROWTH_OF = Text(en="Growth: {scheme}", cy="Twf: {scheme}")
TWO_YEARS = Text(
    en="the last twelve months against the twelve before (kept within −25% and +50%)",
    cy="y deuddeg mis olaf o'u cymharu â'r deuddeg cynt (o fewn −25% a +50%)",
)
TOO_SHORT = Text(
    en="less than two years of records: no growth assumed", cy="llai na dwy flynedd o gofnodion: ni thybir twf"
)
BY_HAND = Text(en="given with --growth", cy="rhoddwyd gyda --growth")
PACE = Text(en="Pace of growth in a run", cy="Cyflymder y twf mewn rhediad")
PACE_RANGE = Text(
    en="evenly between none and as fast as it was, the same for every scheme",
    cy="yn gyfartal rhwng dim a'r un mor gyflym ag y bu, yr un fath i bob cynllun",
)
STRETCHES = Text(en="Months drawn together", cy="Misoedd a dynnir gyda'i gilydd")
STRETCH_MONTHS = Text(
    en="{months} in a row, all schemes and partners at once", cy="{months} yn olynol, pob cynllun a phartner ar unwaith"
)
NO_PAST = Text(en="{scheme}: nothing in the records", cy="{scheme}: dim yn y cofnodion")
AS_BUDGET = Text(en="spends exactly its budget", cy="yn gwario ei gyllideb yn union")
BEGAN = Text(en="{scheme}: began in {month}", cy="{scheme}: dechreuodd ym mis {month}")
AS_SINCE = Text(
    en="the months before it count as the mean of those since",
    cy="mae'r misoedd cyn hynny'n cyfrif fel cymedr y rhai ers hynny",
)
OUR_CHOICE = Text(
    en="a choice made in this software, not fitted", cy="dewis a wnaed yn y feddalwedd hon, heb ei ffitio"
)

EXPECTED = Text(en="Expected spend of every scheme", cy="Gwariant disgwyliedig pob cynllun")
COMMON = Text(en="What moves all schemes together", cy="Yr hyn sy'n symud pob cynllun gyda'i gilydd")
OWN = Text(en="What moves each scheme by itself", cy="Yr hyn sy'n symud pob cynllun ar ei ben ei hun")
SPREAD = Text(
    en="standard deviation {share} of the year's budget", cy="gwyriad safonol o {share} o gyllideb y flwyddyn"
)
WHOSE = Text(en="Whose responsibility the spend is", cy="Cyfrifoldeb pwy yw'r gwariant")
AS_CONTRIBUTED = Text(
    en="as the partners contribute to the scheme", cy="fel y mae'r partneriaid yn cyfrannu at y cynllun"
)
ALL_SCHEMES = Text(en="all schemes together", cy="pob cynllun gyda'i gilydd")


def a_year(millionths: int) -> Text:
    """``+8.1% a year``."""
    share = Fraction(millionths, 1_000_000)
    tenths = (abs(share) * 2000 + 1) // 2
    sign = "−" if millionths < 0 else "+"
    said = f"{sign}{tenths // 10}.{tenths % 10}%"
    return Text(en=f"{said} a year", cy=f"{said} y flwyddyn")


def share_of(share: Fraction) -> Text:
    """``4%``."""
    return same(f"{float(share * 100):g}%")
