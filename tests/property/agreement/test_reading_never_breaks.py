"""Whatever is written, reading ends in an agreement or in located problems: never in an exception of the program."""

from pathlib import Path

from hypothesis import example, given, settings, strategies as st

import scale
from cronfa.agreement import examine
from cronfa.agreement.explain import as_text, explain
from cronfa.agreement.versions import Agreement
from cronfa.problems import Problem

ROOT = Path(__file__).resolve().parents[3]
AGREEMENTS = [
    path.read_text(encoding="utf-8")
    for path in (
        *sorted((ROOT / "examples").glob("*/agreement*.yaml")),
        *sorted((ROOT / "tests" / "spec" / "agreement").glob("*/*.yaml")),
        *sorted((ROOT / "tests" / "spec" / "problems" / "examples").glob("*.yaml")),
    )
]
WORDS = sorted({word.strip("{}[],:") for text in AGREEMENTS for word in text.split()} - {""})
SCALARS = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(
        ["£1", "-£1", "£1,000,000", "1/3", "1/0", "0%", "100%", "null", "~", "2026-27", "2026", "9999-12-31"]
    ),
    st.integers(-10, 10**15).map(str),
    st.text(max_size=8),
)


def flow(values: list[str]) -> str:
    return "[" + ", ".join(values) + "]"


def mapping(pairs: dict[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}"


YAML = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(flow), st.dictionaries(st.sampled_from(WORDS), inner, max_size=3).map(mapping)
    ),
    max_leaves=8,
)


def reads(text: str) -> tuple[Agreement | None, tuple[Problem, ...]]:
    """Reads, and holds what it found to its promises."""
    agreement, problems = examine(text, "any.yaml")
    assert agreement is not None or any(problem.is_error for problem in problems)
    lines = max(1, len(text.splitlines()))
    for problem in problems:
        assert problem.where.file == "any.yaml"
        assert problem.where.line is None or 1 <= problem.where.line <= lines + 1
        assert problem.what("en") and problem.what("cy") and problem.remedy("en") and problem.remedy("cy")
    if agreement is not None:
        assert as_text(explain(agreement), "en") and as_text(explain(agreement), "cy")
    return agreement, problems


@given(st.text())
@example("a: &a [*a]")
@example("? [a, b]\n: c")
@example("!!binary aGk=")
@example("a: !!python/object/apply:os.system [true]")
@example("agreement: x\n" * 2)
@example("\x00")
@example("- " * 5_000)
@example("{" * 2_000)
@example("schemes: {a: &a {b: *a}}")
def test_any_text(text: str) -> None:
    reads(text)


@given(YAML)
@settings(max_examples=scale.examples(150, 5_000))
def test_any_yaml(text: str) -> None:
    reads(text)


@given(st.dictionaries(st.sampled_from(sorted({*WORDS, "variations", "schemes", "partners"})), YAML, max_size=6))
def test_any_fields_of_the_language(pairs: dict[str, str]) -> None:
    reads("".join(f"{key}: {value}\n" for key, value in pairs.items()))


@given(st.sampled_from(AGREEMENTS), st.data())
@settings(max_examples=scale.examples(200, 20_000))
def test_an_agreement_with_a_word_changed(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text) - 1))
    until = data.draw(st.integers(at, min(len(text), at + 20)))
    reads(text[:at] + data.draw(YAML) + text[until:])


@given(st.sampled_from(AGREEMENTS), st.data())
@settings(max_examples=scale.examples(100, 10_000))
def test_an_agreement_with_a_value_exchanged(text: str, data: st.DataObject) -> None:
    lines = text.splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    key, colon, _ = lines[at].partition(": ")
    lines[at] = f"{key}{colon}{data.draw(YAML)}" if colon else data.draw(YAML)
    reads("\n".join(lines))


@given(st.sampled_from(AGREEMENTS), st.data())
@settings(max_examples=scale.examples(100, 5_000))
def test_an_agreement_with_lines_left_out(text: str, data: st.DataObject) -> None:
    lines = text.splitlines()
    gone = data.draw(st.sets(st.integers(0, len(lines) - 1), max_size=3))
    reads("\n".join(line for number, line in enumerate(lines) if number not in gone))


@given(st.sampled_from(AGREEMENTS))
def test_the_same_text_gives_the_same_problems(text: str) -> None:
    assert reads(text)[1] == reads(text)[1]
