"""A YAML document as plain data in which every value keeps its line and column.

All scalars stay text: the clauses decide what they mean, so that ``no`` is a word, ``2012-13`` a year and ``£1,000``
money. An empty value or ``null`` is ``None``, which in a variation takes a clause away.
"""

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeAlias

import yaml

from cronfa.agreement.codes import DUPLICATE_KEY, NOT_A_MAPPING, NOT_YAML, TOO_LARGE, yaml_reason
from cronfa.problems import Kind, Problem, Problems, Where

Value: TypeAlias = "dict[str, Value] | list[Value] | str | None"
Path = tuple[str | int, ...]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_YEAR = re.compile(r"(\d{4})[/–-](?:\d{2})?(\d{2})")
_NULL = "tag:yaml.org,2002:null"
_MERGE = "tag:yaml.org,2002:merge"
_SIZE_LIMIT = 2_000_000
_WHOLE = {"contributions", "attribute", "exposure", "shares"}
_NODE_LIMIT = 100_000  # aliases multiply: a small file must not become a large tree


@dataclass(frozen=True, slots=True)
class Document:
    """The data of one file, and the place of every value by its path."""

    file: str
    text: str
    data: dict[str, Value]
    places: dict[Path, tuple[int, int]] = field(repr=False)

    def where(self, path: Path) -> Where:
        """The place of a value; of its nearest parent that is written if the value itself is not."""
        written = path
        while written and written not in self.places:
            written = written[:-1]
        line, column = self.places.get(written, (1, 1))
        lines = _lines(self.text)
        excerpt = lines[line - 1].strip() if line <= len(lines) else None
        return Where(
            file=self.file,
            line=line,
            column=column,
            path=dotted(path) or None,
            excerpt=(excerpt or "")[:160] or None,
        )

    def problem(self, kind: Kind, path: Path, **facts: object) -> Problem:
        """A problem at the value with this path."""
        return kind.at(self.where(path), **facts)


@lru_cache(maxsize=2)
def _lines(text: str) -> list[str]:
    """The lines of a file; kept, since every problem of it shows one."""
    return text.splitlines()


def dotted(path: Path) -> str:
    """``schemes.residential.overspend[0].draw`` for a path."""
    words = ""
    for part in path:
        words += f"[{part}]" if isinstance(part, int) else f".{part}" if words else part
    return words


def written_part(loc: tuple[int | str, ...], data: Any) -> Path:
    """The part of a validator's location that is written in the file; the rest are names of choices.

    What a step of a waterfall says may be written beside its word as well as within it.
    """
    path: list[str | int] = []
    around: Any = None
    for part in loc:
        if _holds(data, part):
            around, data = data, data[part]
            path.append(part)
        elif len(path) > 1 and isinstance(path[-2], int) and _holds(around, part):
            data, path[-1] = around[part], part
    return tuple(path)


def _holds(data: Any, part: int | str) -> bool:
    if isinstance(data, dict):
        return part in data
    return isinstance(data, list) and isinstance(part, int) and part < len(data)


def read_document(text: str, file: str) -> Document:
    """Read one YAML document.

    Raises:
        Problems: not YAML, not a mapping, a key written twice, or too large.
    """
    if len(text) > _SIZE_LIMIT:
        raise Problems([TOO_LARGE.at(Where(file=file))])
    node = _compose(text, file)
    if not isinstance(node, yaml.MappingNode):
        raise Problems([NOT_A_MAPPING.at(Where(file=file, line=1, column=1))])
    places: dict[Path, tuple[int, int]] = {}
    repeated: list[tuple[Path, str, tuple[int, int]]] = []
    data = _plain(node, (), places, repeated, file)
    assert isinstance(data, dict)
    document = Document(file=file, text=text, data=data, places=places)
    if repeated:
        raise Problems(_repeated(document, repeated))
    return document


def _compose(text: str, file: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if mark and error.context_mark and mark.line >= len(text.splitlines()):
            mark = error.context_mark  # a quote or bracket that is never closed: where it opens helps more than the end
        where = Where(file=file, line=(mark.line if mark else 0) + 1, column=(mark.column if mark else 0) + 1)
        raise Problems([NOT_YAML.at(where, reason=yaml_reason(error.problem or error.context or "?"))]) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise Problems([NOT_YAML.at(Where(file=file), reason=yaml_reason(str(error).splitlines()[0]))]) from error


def _repeated(document: Document, repeated: list[tuple[Path, str, tuple[int, int]]]) -> Iterator[Problem]:
    lines = document.text.splitlines()
    for path, key, (line, column) in repeated:
        excerpt = lines[line - 1].strip()[:160]
        where = Where(file=document.file, line=line, column=column, path=dotted(path), excerpt=excerpt)
        yield DUPLICATE_KEY.at(where, key=key)


def _plain(
    node: yaml.Node,
    path: Path,
    places: dict[Path, tuple[int, int]],
    repeated: list[tuple[Path, str, tuple[int, int]]],
    file: str,
) -> Value:
    if len(places) > _NODE_LIMIT or len(path) > 40:
        raise Problems([TOO_LARGE.at(Where(file=file))])
    places[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Value] = {}
        for key_node, value_node in _with_whole_amounts(node):
            key = _key(key_node)
            if key in mapping:
                mark = key_node.start_mark
                repeated.append(((*path, key), key, (mark.line + 1, mark.column + 1)))
            mapping[key] = _plain(value_node, (*path, key), places, repeated, file)
            places[(*path, key)] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        return mapping
    if isinstance(node, yaml.SequenceNode):
        items = enumerate(_whole_amounts_in_list(node))
        return [_plain(item, (*path, index), places, repeated, file) for index, item in items]
    assert isinstance(node, yaml.ScalarNode)
    return None if node.tag == _NULL else str(node.value)


def _key(node: yaml.Node) -> str:
    """A key as text; a year in another style, such as ``2012/13``, as ``2012-13``."""
    key = str(node.value).strip() if isinstance(node, yaml.ScalarNode) else "?"
    year = _YEAR.fullmatch(key)
    return f"{year[1]}-{year[2]}" if year else key


def _with_merged(node: yaml.MappingNode) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """The pairs of a mapping; ``<<: *other`` brings those of another that this one does not say itself."""
    own = {key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)}
    for key, value in node.value:
        if key.tag == _MERGE and isinstance(value, yaml.MappingNode):
            yield from (pair for pair in value.value if pair[0].value not in own)
        else:
            yield key, value


def _with_whole_amounts(node: yaml.MappingNode) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """The pairs of a mapping, with amounts such as ``{a: £1,000, b: £2,000}`` made whole again.

    Inside braces YAML cuts an amount at its comma and takes ``000`` for a key without a value.
    """
    pending: tuple[yaml.Node, yaml.Node] | None = None
    for key, value in _with_merged(node):
        if pending and _cut_off(pending[1], key, value):
            amount = pending[1]
            whole = yaml.ScalarNode(amount.tag, f"{amount.value},{key.value}", amount.start_mark, key.end_mark)
            pending = (pending[0], whole)
            continue
        if pending:
            yield pending
        pending = (key, value)
    if pending:
        yield pending


def _cut_off(amount: yaml.Node, key: yaml.Node, value: yaml.Node) -> bool:
    """Whether ``key`` is the rest of an amount: three figures straight after the comma, and no value of its own."""
    return value.tag == _NULL and _follows_its_comma(amount, key)


def _follows_its_comma(amount: yaml.Node, rest: yaml.Node) -> bool:
    """Whether ``rest`` stands straight after the comma and looks like more of the amount.

    Behind a pound sign any figures are joined, so that ``£20,10,000`` is refused as the amount that was written.
    """
    return (
        isinstance(amount, yaml.ScalarNode)
        and isinstance(rest, yaml.ScalarNode)
        and rest.start_mark.index == amount.end_mark.index + 1
        and re.fullmatch(r"[(-]*£?-?\d{1,3}(,\d+)*", str(amount.value)) is not None
        and re.fullmatch(r"\d+(\.\d+)?\)?" if "£" in amount.value else r"\d{3}(\.\d+)?\)?", str(rest.value)) is not None
    )


def _whole_amounts_in_list(node: yaml.SequenceNode) -> Iterator[yaml.Node]:
    """The items of a list, with amounts such as ``[2% of budget, £250,000]`` made whole again.

    Only where the pound sign is written: ``[100,200]`` is two numbers.
    """
    pending: yaml.Node | None = None
    for item in node.value:
        if pending is not None and "£" in str(pending.value) and _follows_its_comma(pending, item):
            pending = yaml.ScalarNode(pending.tag, f"{pending.value},{item.value}", pending.start_mark, item.end_mark)
            continue
        if pending is not None:
            yield pending
        pending = item
    if pending is not None:
        yield pending


def overlay(base: Document, changes: Value, changes_path: Path, source: Document) -> Document:
    """A variation: the base document with ``changes`` laid over it; ``None`` takes a clause away.

    Mappings are merged key by key; lists, and clauses that are read as one rule, are replaced whole. Places follow the
    words, wherever they are written.
    """
    places = dict(base.places)

    def merge(old: Value, new: Value, path: Path, new_path: Path) -> Value:
        if isinstance(old, dict) and isinstance(new, dict):
            merged = dict(old)
            for key, value in new.items():
                before = None if key in _WHOLE else merged.get(key)
                _forget(places, (*path, key), keep=isinstance(before, dict) and isinstance(value, dict))
                if value is None:
                    merged.pop(key, None)
                else:
                    merged[key] = merge(before, value, (*path, key), (*new_path, key))
            return merged
        _copy(source.places, new_path, places, path)
        return new

    data = merge(base.data, changes, (), changes_path)
    assert isinstance(data, dict)
    return Document(file=base.file, text=base.text, data=data, places=places)


def _forget(places: dict[Path, Any], path: Path, *, keep: bool) -> None:
    if not keep:
        for known in [known for known in places if known[: len(path)] == path]:
            del places[known]


def _copy(source: dict[Path, Any], source_path: Path, places: dict[Path, Any], path: Path) -> None:
    for known, place in source.items():
        if known[: len(source_path)] == source_path:
            places[(*path, *known[len(source_path) :])] = place


def walk(value: Value, path: Path = ()) -> Iterator[tuple[Path, Value]]:
    """Every value of a tree with its path, parents first."""
    yield path, value
    children: Iterator[tuple[Hashable, Value]] = iter(())
    if isinstance(value, dict):
        children = iter(value.items())
    elif isinstance(value, list):
        children = iter(enumerate(value))
    for key, child in children:
        assert isinstance(key, (str, int))
        yield from walk(child, (*path, key))
