"""Who did something, as it is told: records keep one text, which for the demonstration's own set-up is no name."""

from cronfa.language import Text
from cronfa.ledger.entries import author

SET_UP = "demo"
"""What stands in the record for what the demonstration has set up by itself."""
_SET_UP = Text(en="the demo's own set-up", cy="y demo ei hun")


def told(who: str) -> Text:
    """Who it was, in words."""
    return _SET_UP if who == SET_UP else author(who)
