"""The example that ships with cronfa, found in a checkout and in an installed package alike."""

from importlib.resources import files
from pathlib import Path

import cronfa

LEEDS = "leeds-learning-disability"


def example(name: str) -> Path:
    """The folder of an example."""
    installed = Path(str(files(cronfa) / "_examples" / name))
    in_checkout = Path(cronfa.__file__).parents[2] / "examples" / name
    found = installed if installed.is_dir() else in_checkout
    assert found.is_dir(), f"the example {name} is not where it ships"
    return found
