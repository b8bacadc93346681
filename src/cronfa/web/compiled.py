"""Templates compiled once, and kept where Python keeps the modules that it has compiled."""

import hashlib
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, FileSystemBytecodeCache


class CompiledBesideModules(FileSystemBytecodeCache):
    """A template that has changed since is compiled anew; where Python may not write, each process compiles for itself."""

    def __init__(self) -> None:
        # Jinja sees to the template's own text, not to what else it was compiled by: its release, and how it was set up.
        set_up = hashlib.sha256(Path(__file__).with_name("environment.py").read_bytes()).hexdigest()[:12]
        beside = Path(cache_from_source(__file__)).parent
        super().__init__(str(beside), f"template-{jinja2.__version__}-{set_up}-%s.cache")

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, if it can be."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)
