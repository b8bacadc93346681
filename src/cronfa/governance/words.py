"""Words of governance that more than one page says."""

from cronfa.language import Text

STATES = {
    "prepared": Text(en="waiting for approval", cy="yn aros am gymeradwyaeth"),
    "approved": Text(en="approved", cy="wedi'i gymeradwyo"),
    "refused": Text(en="refused", cy="wedi'i wrthod"),
    "withdrawn": Text(en="withdrawn", cy="wedi'i dynnu'n ôl"),
}
POSTING = Text(en="approved, being posted", cy="wedi'i gymeradwyo, yn cael ei bostio")
"""How a proposal stands that a worker is to carry out, or carries out just now."""

JOB_STATES = {
    "asked": Text(en="not yet begun", cy="heb ddechrau eto"),
    "waiting": Text(en="waiting its turn", cy="yn aros ei dro"),
    "running": Text(en="under way", cy="ar y gweill"),
    "done": Text(en="done", cy="wedi gorffen"),
    "failed": Text(en="ended without a result", cy="wedi dod i ben heb ganlyniad"),
    "stopped": Text(en="stopped", cy="wedi'i stopio"),
}
