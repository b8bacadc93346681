"""What is wrong with a field, in both languages: pydantic's findings in the house's words."""

from collections.abc import Mapping

from cronfa.language import Text

_NOT_EXPECTED = Text(en="is not what is expected here", cy="nid dyna a ddisgwylir yma")
_WHOLE_NUMBER = Text(en="is not a whole number", cy="nid yw'n rhif cyfan")
_TEXT = Text(en="is not text", cy="nid yw'n destun")
_DATE = Text(en="is not a date such as 2026-11-30", cy="nid yw'n ddyddiad megis 2026-11-30")
_YES_OR_NO = Text(en="is neither true nor false", cy="nid yw'n wir nac yn anwir")
_CHOICE = Text(en="must be one of {expected}", cy="rhaid iddo fod yn un o'r rhain: {expected}")
_OBJECT = Text(en="is not an object", cy="nid yw'n wrthrych")

WORDS: Mapping[str, Text] = {
    "missing": Text(en="is missing", cy="ar goll"),
    "extra_forbidden": Text(en="is not known here", cy="nid yw'n hysbys yma"),
    "int_parsing": _WHOLE_NUMBER,
    "int_type": _WHOLE_NUMBER,
    "int_from_float": _WHOLE_NUMBER,
    "int_parsing_size": _WHOLE_NUMBER,
    "string_type": _TEXT,
    "string_unicode": _TEXT,
    "string_too_short": Text(en="has fewer than {min_length} characters", cy="llai na {min_length} o nodau"),
    "string_too_long": Text(en="has more than {max_length} characters", cy="mwy na {max_length} o nodau"),
    "string_pattern_mismatch": Text(en="is not of the form {pattern}", cy="nid yw o'r ffurf {pattern}"),
    "greater_than_equal": Text(en="is below {ge}", cy="yn is na {ge}"),
    "less_than_equal": Text(en="is above {le}", cy="yn uwch na {le}"),
    "literal_error": _CHOICE,
    "enum": _CHOICE,
    "date_parsing": _DATE,
    "date_type": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "datetime_parsing": Text(en="is not a moment such as 2026-11-30T12:00:00Z", cy="nid yw'n foment megis 2026-11-30T12:00:00Z"),
    "bool_type": _YES_OR_NO,
    "bool_parsing": _YES_OR_NO,
    "dict_type": _OBJECT,
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
}  # fmt: skip
"""By pydantic's type of error; its facts fill the places."""


def wrong_with(error: str, facts: Mapping[str, object] | None) -> Text:
    """The words for one error of pydantic's."""
    return WORDS.get(error, _NOT_EXPECTED).filled(**(facts or {}))
