"""What can be wrong with a simulation, its shocks and its runs, in words. Codes never change once released."""

from cronfa.language import Text
from cronfa.problems import Kind

RUNS_OUT_OF_RANGE = Kind(
    "FS060",
    what=Text(
        en="{runs} is not from {least} to {most} runs: fewer cannot show a year that comes 1 time in 20.",
        cy="Nid yw {runs} rhwng {least} a {most} o rediadau: ni all llai ddangos blwyddyn a ddaw 1 waith mewn 20.",
    ),
    remedy=Text(
        en="Ask for --runs 10000 for a quick answer, 100000 for one to keep.",
        cy="Gofynnwch am --runs 10000 am ateb cyflym, 100000 am un i'w gadw.",
    ),
)
NOT_ENOUGH_HISTORY = Kind(
    "FS061",
    what=Text(
        en="Whole months of the fund's own history that can be used: {months} ({first} to {last}). No year can be made of them.",
        cy="Misoedd cyfan o hanes y gronfa ei hun y gellir eu defnyddio: {months} ({first} i {last}). Ni ellir gwneud blwyddyn "
        "ohonynt.",
    ),
    remedy=Text(
        en="Give at least 12 months of payments without a gap, or simulate without history (--history none): an assumed world.",
        cy="Rhowch o leiaf 12 mis o daliadau heb fwlch, neu efelychwch heb hanes (--history none): byd tybiedig.",
    ),
)
YEAR_UNKNOWN = Kind(
    "FS062",
    what=Text(
        en="The agreement has no budgets for {year}, so there is nothing to owe more than.",
        cy="Nid oes gan y cytundeb gyllidebau ar gyfer {year}, felly nid oes dim i gymharu'r bil ag ef.",
    ),
    remedy=Text(
        en="Choose a year with budgets: {known}; or write the budgets of {year}.",
        cy="Dewiswch flwyddyn â chyllidebau: {known}; neu ysgrifennwch gyllidebau {year}.",
    ),
)
WOULD_NOT_FIT = Kind(
    "FS063",
    what=Text(
        en="This would need about {needed} MB of memory; {free} MB are free.",
        cy="Byddai angen tua {needed} MB o gof; mae {free} MB yn rhydd.",
    ),
    remedy=Text(
        en="Use fewer shocks or drafts at a time, fewer workers (--workers 1), or a larger machine. The number of runs hardly "
        "matters.",
        cy="Defnyddiwch lai o ergydion neu ddrafftiau ar y tro, llai o weithwyr (--workers 1), neu beiriant mwy. Prin fod nifer "
        "y rhediadau'n cyfrif.",
    ),
)
OTHER_CHECKPOINT = Kind(
    "FS064",
    what=Text(
        en="The checkpoint {file} is of another simulation: {differs}.",
        cy="Mae'r pwynt gwirio {file} yn perthyn i efelychiad arall: {differs}.",
    ),
    remedy=Text(
        en="Give the same agreement, world, shocks, seed and runs to go on with it, or delete the file to begin anew.",
        cy="Rhowch yr un cytundeb, byd, ergydion, hedyn a rhediadau i barhau ag ef, neu dilëwch y ffeil i ddechrau o'r newydd.",
    ),
)
CHECKPOINT_UNREADABLE = Kind(
    "FS065",
    what=Text(
        en="The checkpoint {file} cannot be read: {reason}.", cy="Ni ellir darllen y pwynt gwirio {file}: {reason}."
    ),
    remedy=Text(
        en="Delete it: the simulation begins anew and gives the same figures.",
        cy="Dilëwch ef: bydd yr efelychiad yn dechrau o'r newydd ac yn rhoi'r un ffigurau.",
    ),
)
NO_HISTORY_THERE = Kind(
    "FS066",
    what=Text(
        en="{folder} holds no payments: a folder “{payments}” with CSV files and {mapping} are wanted there.",
        cy="Nid oes taliadau yn {folder}: mae angen ffolder “{payments}” â ffeiliau CSV a {mapping} yno.",
    ),
    remedy=Text(
        en="Name such a folder, or write --history ledger for the open fund, or --history none for an assumed world.",
        cy="Enwch ffolder o'r fath, neu ysgrifennwch --history ledger ar gyfer y gronfa agored, neu --history none am fyd "
        "tybiedig.",
    ),
)
YEAR_OUTSIDE_DEMAND = Kind(
    "FS067",
    what=Text(
        en="The model of demand begins in {first} and lasts {count} years; {year} is not one of them.",
        cy="Mae'r model galw'n dechrau yn {first} ac yn para am {count} o flynyddoedd; nid yw {year} yn un ohonynt.",
    ),
    remedy=Text(
        en="Choose a year of the model with --year, or give the model more steps.",
        cy="Dewiswch un o flynyddoedd y model gyda --year, neu rhowch ragor o gamau i'r model.",
    ),
)
SHOCK_SCHEME_UNKNOWN = Kind(
    "FS070",
    what=Text(
        en="The shock “{shock}” is on the scheme “{scheme}”, which the agreement does not have.",
        cy="Mae'r ergyd “{shock}” ar y cynllun “{scheme}”, nad yw yn y cytundeb.",
    ),
    remedy=Text(en="Use one of: {known}.", cy="Defnyddiwch un o'r rhain: {known}."),
)
SHOCK_PARTNER_UNKNOWN = Kind(
    "FS071",
    what=Text(
        en="The shock “{shock}” names “{partner}”, which is no partner of the agreement.",
        cy="Mae'r ergyd “{shock}” yn enwi “{partner}”, nad yw'n bartner i'r cytundeb.",
    ),
    remedy=Text(en="Use one of: {known}.", cy="Defnyddiwch un o'r rhain: {known}."),
)
SHOCK_UNREADABLE = Kind(
    "FS072",
    what=Text(en="“{text}” cannot be read as {wanted}.", cy="Ni ellir darllen “{text}” fel {wanted}."),
    remedy=Text(en="Write it like {example}.", cy="Ysgrifennwch ef fel {example}."),
)
SHOCK_FIELD_UNKNOWN = Kind(
    "FS073",
    what=Text(
        en="A shock has no “{field}” here.",
        cy="Nid oes gan ergyd “{field}” yma.",
    ),
    remedy=Text(en="Use: {known}.", cy="Defnyddiwch: {known}."),
)
SHOCK_SIZE_IMPOSSIBLE = Kind(
    "FS074",
    what=Text(
        en="{text} is not possible for {field}: it must be {range}.",
        cy="Nid yw {text} yn bosibl ar gyfer {field}: rhaid iddo fod {range}.",
    ),
    remedy=Text(en="Write a size that can happen.", cy="Ysgrifennwch faint a all ddigwydd."),
)
SHOCK_EMPTY = Kind(
    "FS075",
    what=Text(en="The shock “{shock}” does nothing.", cy="Nid yw'r ergyd “{shock}” yn gwneud dim."),
    remedy=Text(
        en="Give it one of: fees, placements, spend, withheld, leaves.",
        cy="Rhowch un o'r rhain iddi: fees, placements, spend, withheld, leaves.",
    ),
)
SHOCK_CHANCE_OF_LEAVING = Kind(
    "FS076",
    what=Text(
        en="The shock “{shock}” has a chance, but it is about money that a partner decides not to pay.",
        cy="Mae gan yr ergyd “{shock}” siawns, ond mae'n ymwneud ag arian y mae partner yn penderfynu peidio â'i dalu.",
    ),
    remedy=Text(
        en="Take the chance away: what partners decide is tried as certain, in the grid.",
        cy="Tynnwch y siawns: rhoddir cynnig ar yr hyn y mae partneriaid yn ei benderfynu fel rhywbeth sicr, yn y grid.",
    ),
)
DRAFT_OTHER_PARTNERS = Kind(
    "FS080",
    what=Text(
        en="The drafts cannot be compared: {first} has the partners {theirs}, {other} has {others}.",
        cy="Ni ellir cymharu'r drafftiau: mae gan {first} y partneriaid {theirs}, mae gan {other} {others}.",
    ),
    remedy=Text(
        en="Compare drafts between the same partners, in the same order.",
        cy="Cymharwch ddrafftiau rhwng yr un partneriaid, yn yr un drefn.",
    ),
)
CLUSTER_NOT_INSTALLED = Kind(
    "FS090",
    what=Text(en="Dask is not installed here.", cy="Nid yw Dask wedi'i osod yma."),
    remedy=Text(
        en="Install it with “pip install 'cronfa[cluster]'”, or choose --engine processes.",
        cy="Gosodwch ef â “pip install 'cronfa[cluster]'”, neu dewiswch --engine processes.",
    ),
)
CLUSTER_UNREACHABLE = Kind(
    "FS091",
    what=Text(
        en="No cluster answers at “{address}”: {reason}.", cy="Nid oes clwstwr yn ateb yn “{address}”: {reason}."
    ),
    remedy=Text(
        en="Give the scheduler's address, such as tcp://10.0.0.1:8786, and see that “dask scheduler” runs there; or choose "
        "--engine processes.",
        cy="Rhowch gyfeiriad y trefnydd, megis tcp://10.0.0.1:8786, a gwnewch yn siŵr bod “dask scheduler” yn rhedeg yno; neu "
        "dewiswch --engine processes.",
    ),
)
CLUSTER_HAS_NO_WORKERS = Kind(
    "FS092",
    what=Text(en="The cluster at “{address}” has no workers.", cy="Nid oes gweithwyr gan y clwstwr yn “{address}”."),
    remedy=Text(
        en="Start some: dask worker {address} --nthreads 1.", cy="Dechreuwch rai: dask worker {address} --nthreads 1."
    ),
)
CLUSTER_OTHER_VERSION = Kind(
    "FS093",
    what=Text(
        en="The worker at {worker} has cronfa {found}, and this is {ours}: the results might not be the same.",
        cy="Fersiwn {found} o cronfa sydd gan y gweithiwr yn {worker}, ond {ours} sydd yma: efallai na fyddai'r "
        "canlyniadau yr un fath.",
    ),
    remedy=Text(en="Install the same version on every worker.", cy="Gosodwch yr un fersiwn ar bob gweithiwr."),
)
CLUSTER_NOT_NAMED = Kind(
    "FS094",
    what=Text(en="Which cluster, is not said.", cy="Ni ddywedir pa glwstwr."),
    remedy=Text(
        en="Add --address with the scheduler's address, such as tcp://10.0.0.1:8786.",
        cy="Ychwanegwch --address gyda chyfeiriad y trefnydd, megis tcp://10.0.0.1:8786.",
    ),
)
NOT_WHAT_WAS_WANTED = Kind(
    "FS095",
    what=Text(
        en="The file holds no {wanted}; it begins with “{text}”.",
        cy="Nid oes {wanted} yn y ffeil; mae'n dechrau gyda “{text}”.",
    ),
    remedy=Text(en="Begin with “{begin}”.", cy="Dechreuwch gyda “{begin}”."),
)
NO_PAST_TO_CHANGE = Kind(
    "FS096",
    what=Text(
        en="“{option}” is about the fund's own past, and these years are not drawn from it.",
        cy="Mae “{option}” yn ymwneud â gorffennol y gronfa ei hun, ac nid ohono y tynnir y blynyddoedd hyn.",
    ),
    remedy=Text(
        en="Leave it out; or have the years drawn from the past: from payments with --history, or from a ledger that holds "
        "twelve months.",
        cy="Gadewch ef allan; neu tynnwch y blynyddoedd o'r gorffennol: o daliadau gyda --history, neu o gyfriflyfr sy'n dal "
        "deuddeg mis.",
    ),
)

KINDS = (
    RUNS_OUT_OF_RANGE,
    NOT_ENOUGH_HISTORY,
    YEAR_UNKNOWN,
    WOULD_NOT_FIT,
    OTHER_CHECKPOINT,
    CHECKPOINT_UNREADABLE,
    NO_HISTORY_THERE,
    YEAR_OUTSIDE_DEMAND,
    SHOCK_SCHEME_UNKNOWN,
    SHOCK_PARTNER_UNKNOWN,
    SHOCK_UNREADABLE,
    SHOCK_FIELD_UNKNOWN,
    SHOCK_SIZE_IMPOSSIBLE,
    SHOCK_EMPTY,
    SHOCK_CHANCE_OF_LEAVING,
    DRAFT_OTHER_PARTNERS,
    CLUSTER_NOT_INSTALLED,
    CLUSTER_UNREACHABLE,
    CLUSTER_HAS_NO_WORKERS,
    CLUSTER_OTHER_VERSION,
    CLUSTER_NOT_NAMED,
    NOT_WHAT_WAS_WANTED,
    NO_PAST_TO_CHANGE,
)
