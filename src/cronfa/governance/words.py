"""Words of governance that more than one page says."""

from cronfa.language import Text

STATES = {
    "prepared": Text(en="waiting for approval", cy="yn aros am gymeradwyaeth"),
    "approved": Text(en="approved", cy="wedi'i gymeradwyo"),
    "refused": Text(en="refused", cy="wedi'i wrthod"),
    "withdrawn": Text(en="withdrawn", cy="wedi'i dynnu'n ôl"),
}
