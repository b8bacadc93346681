"""The reasons behind a figure, on the terminal and as JSON."""

from dataclasses import asdict
from typing import Any

from cronfa.cli.show import print_json, print_table
from cronfa.fund.why import Reason
from cronfa.language import Language, Text
from cronfa.money import pounds

WORDS = {
    "clauses": Text(en="By {clauses}", cy="Yn ôl {clauses}"),
    "beside": Text(en="Beside it stand", cy="Wrth ei ochr"),
    "parts": Text(en="It adds up", cy="Yr hyn y mae'n ei adio"),
    "rows": Text(
        en="Rows behind it: {count}, adding up to {total}", cy="Rhesi y tu ôl iddo: {count}, cyfanswm {total}"
    ),
    "figure": Text(en="Figure", cy="Ffigur"),
    "what": Text(en="What", cy="Beth"),
    "amount": Text(en="Amount", cy="Swm"),
    "source": Text(en="File and line", cy="Ffeil a llinell"),
    "row": Text(en="Entry, date, clause", cy="Cofnod, dyddiad, cymal"),
}


def show_reason(reason: Reason, lang: Language, *, as_json: bool) -> None:
    """Print a reason."""
    if as_json:
        print_json(_plain(asdict(reason)))
        return
    for label in reason.labels:
        print(label.to(lang))
    value = pounds(reason.value) if isinstance(reason.value, int) else reason.value
    print(f"{reason.what.to(lang)}: {value}")
    if reason.clauses:
        print(WORDS["clauses"].to(lang, clauses=", ".join(reason.clauses)))
    for decided in reason.decisions:
        print(f"  {decided.says.to(lang)}")
    for sentence in reason.how:
        print(f"  {sentence.to(lang)}")
    if reason.parts:
        rows = [(part.figure or part.what.to(lang), pounds(part.pence)) for part in reason.parts]
        rows.append(("=", pounds(sum(part.pence for part in reason.parts))))
        heads = (WORDS["figure"].to(lang), WORDS["amount"].to(lang))
        print_table(WORDS["parts"].to(lang), heads, rows, total=True)
    if reason.beside:
        others = [(part.what.to(lang), pounds(part.pence), part.figure or "") for part in reason.beside]
        print_table(WORDS["beside"].to(lang), [WORDS[word].to(lang) for word in ("what", "amount", "figure")], others)
    if reason.row_count:
        print(WORDS["rows"].to(lang, count=f"{reason.row_count:,}", total=pounds(reason.rows_pence)))
        for row in reason.rows:
            print(f"  {row.entry}  {row.on}  {row.clause or '–'}  {pounds(row.pence)}  {row.supplier or row.narrative}")
            if row.file:
                print(f"      {row.file}:{row.line}  {row.text}")
        if reason.row_count > len(reason.rows):
            print(f"  … {reason.row_count - len(reason.rows):,}")


def _plain(value: Any) -> Any:
    """A reason as JSON can hold it: texts as their two languages."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value
