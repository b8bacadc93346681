"""Changing single words of an agreement file, so that everything else in it stays: comments, order, layout.

Places come from the agreement as it was read (line and column of every value); the text between two places is replaced, and
nothing is written anew. YAML that a step or a mapping is written in, on one line or on many, stays as it is.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml

from cronfa.agreement.document import Document, Path

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text from one place to another."""

    start: int
    end: int
    text: str


def edited(text: str, edits: Sequence[Edit]) -> str:
    """The text with every edit made; of two that are the same, one."""
    for edit in sorted(set(edits), key=lambda each: (each.start, each.end), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def quoted(words: str) -> str:
    """Words as YAML reads them anywhere, whatever is in them."""
    return json.dumps(words, ensure_ascii=False)


class Source:
    """The text of a document and its nodes by their place."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.places = document.places
        self._values: dict[Place, yaml.Node] = {}
        root = yaml.compose(self.text, Loader=_LOADER)
        assert isinstance(root, yaml.MappingNode)
        self.root = root
        for place, node in _by_place(root):
            self._values.setdefault(place, node)

    def node(self, path: Path) -> yaml.Node:
        """The value at a path that the document writes."""
        return self._values[self.places[path]]

    def slice(self, node: yaml.Node) -> str:
        """A value as it is written."""
        return self.text[node.start_mark.index : self.end(node)]

    def end(self, node: yaml.Node) -> int:
        """Where a value really ends: a block's own mark lies beyond the comments that follow it."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            inner = last[1] if isinstance(last, tuple) else last
            return max(self.end(inner), self.end(last[0]) if isinstance(last, tuple) else 0)
        end = int(node.end_mark.index)
        return len(self.text[:end].rstrip()) if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">") else end

    def replaced(self, node: yaml.Node, text: str) -> Edit:
        """Put something else in place of a value."""
        return Edit(int(node.start_mark.index), self._whole_amount(self.end(node)), text)

    def with_fields(self, node: yaml.Node, fields: Mapping[str, str]) -> list[Edit]:
        """Give fields of a mapping other values; those that it does not have are added before its first."""
        assert isinstance(node, yaml.MappingNode) and node.value, "fields can be added only where there are others"
        known = {str(key.value).replace("/", "-"): value for key, value in node.value}
        edits = [self.replaced(known[field], text) for field, text in fields.items() if field in known]
        first = node.value[0][0].start_mark
        between = ", " if node.flow_style else "\n" + " " * int(first.column)
        added = "".join(f"{field}: {text}{between}" for field, text in fields.items() if field not in known)
        return [*edits, Edit(int(first.index), int(first.index), added)] if added else edits

    def _whole_amount(self, end: int) -> int:
        """The end of an amount inside braces, which YAML cuts at its commas: ``£1,000,000``."""
        while self.text[end : end + 1] == "," and self.text[end + 1 : end + 4].isdigit():
            end += 4
        if self.text[end : end + 1] == "." and self.text[end + 1 : end + 3].isdigit():
            end += 3
        return end

    def item(self, node: yaml.Node) -> tuple[int, int]:
        """An item of a list from its first letter to its last, with a comment that stands behind it on the line."""
        end = self.end(node)
        line_end = self.text.find("\n", end)
        line_end = len(self.text) if line_end < 0 else line_end
        rest = self.text[end:line_end]
        return int(node.start_mark.index), line_end if rest.lstrip().startswith("#") else end


def _by_place(node: yaml.Node) -> Iterator[tuple[Place, yaml.Node]]:
    """Every value by the place that the document knows it by: its key's, or its own in a list."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (key.start_mark.line + 1, key.start_mark.column + 1), value
            yield from _by_place(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield (item.start_mark.line + 1, item.start_mark.column + 1), item
            yield from _by_place(item)
