"""A block's rows as typed columns: dates, pence, shares and names, and a mark on each row that is refused."""

from collections.abc import Collection, Mapping
from functools import cached_property

import polars as pl

from cronfa.intake import codes
from cronfa.intake.amounts import read_pence, with_points
from cronfa.intake.blocks import ROW
from cronfa.intake.dates import is_outside_months, parse_date
from cronfa.intake.header import plain
from cronfa.intake.layout import Layout
from cronfa.intake.lines import COMPONENT, SHARE, SHARE_SCALE
from cronfa.intake.marks import signs
from cronfa.intake.rules import CAPITAL
from cronfa.intake.tally import Tally
from cronfa.money import pounds
from cronfa.problems import Kind

POUNDS = frozenset(["", "gbp", "£", "stg", "pounds", "sterling", "pounds sterling", "ukl"])
"""How a column of currencies says pounds."""
WRONG = "@wrong"
"""The column that marks refused rows."""


class Typing:
    """Turns the rows of one block into columns. Each method reads one kind of column and marks what it refuses."""

    def __init__(
        self, rows: pl.DataFrame, texts: pl.DataFrame, layout: Layout, tally: Tally, overfull: Collection[int] = ()
    ) -> None:
        """``rows`` are the cells as they stand, for excerpts; ``texts`` the columns in use, trimmed."""
        self.rows = rows
        self.texts = texts
        self.layout = layout
        self.tally = tally
        self.wrong: set[int] = set()
        if overfull:
            self.wrong.update(rows[ROW].is_in(list(overfull)).arg_true().to_list())

    def frame(self) -> pl.DataFrame:
        """The typed columns, one row for each line, with :data:`WRONG`."""
        columns = [self.rows[ROW].alias("row"), *self._dates(), *self._money(), *self._names()]
        frame = pl.DataFrame(columns + self._shares()).with_columns(self._components())
        frame = self._with_rest(frame)
        self._check_components(frame)
        self._check_currency()
        return frame.with_columns(self._wrong(frame.height))

    def _wrong(self, height: int) -> pl.Series:
        marks = pl.repeat(False, height, dtype=pl.Boolean, eager=True).alias(WRONG)
        return marks.scatter(sorted(self.wrong), True) if self.wrong else marks

    def refuse(self, kind: Kind, place: int, at: str | None = None, /, **facts: object) -> None:
        """Report one row of the block, by its place in it, and mark it as refused if that is an error."""
        if kind.severity == "error":
            self.wrong.add(place)
        if self.tally.is_full(kind):
            self.tally.count(kind)
            return
        row = self.rows.row(place, named=True)
        number = self.layout.number(at) if at else None
        self.tally.at(kind, row[ROW], number, self.layout.excerpt(row), facts)

    def _dates(self) -> list[pl.Series]:
        posted = self._date_column("date").alias("posting_date")
        if not self.layout.column("service_date"):
            return [posted, posted.alias("service_date")]
        return [posted, self._date_column("service_date", blank_allowed=True).alias("service_date").fill_null(posted)]

    def _date_column(self, role: str, *, blank_allowed: bool = False) -> pl.Series:
        column, formats = self.layout.column(role) or "", self.layout.date_formats(role)
        texts = self.texts[column]
        distinct = texts.unique().to_list()
        dates = {text: parse_date(text, formats) for text in distinct}
        mapping = self.layout.mapping
        early_or_late = {text for text, day in dates.items() if day and not mapping.earliest <= day < mapping.latest}
        bad = [text for text in distinct if dates[text] is None and not (blank_allowed and not text)]
        for place in texts.is_in(bad + list(early_or_late)).arg_true().to_list() if bad or early_or_late else ():
            text = texts[place]
            facts: dict[str, object] = {"text": text, "column": column}
            if text in early_or_late:
                self.refuse(codes.DATE_IMPLAUSIBLE, place, column, date=dates[text], **facts)
            elif is_outside_months(text, formats):
                self.refuse(codes.NO_MONTH, place, column, **facts)
            else:
                self.refuse(codes.NOT_A_DATE, place, column, formats=", ".join(formats), **facts)
        return texts.replace_strict(distinct, [dates[text] for text in distinct], return_dtype=pl.Date)

    def _pence(self, column: str) -> pl.Series:
        pence, errors = read_pence(self.texts[column], self.layout.mapping.amounts)
        for place, error in errors.items():
            self.refuse(error.kind, place, column, **error.facts)
        return pence

    def _money(self) -> list[pl.Series]:
        found = self._marked({role: self._pence(column) for role, column in self.layout.amount_columns.items()})
        if self.layout.mapping.amounts.sign == "reversed":
            found = {role: -pence for role, pence in found.items()}
        self._check_gross(found)
        gross, vat = found.get("gross"), found.get("vat")
        amount = self._posted(found)
        for place in amount.is_null().arg_true().to_list():
            if place not in self.wrong:
                self.refuse(codes.AMOUNT_MISSING, place)
        none = pl.Series([None], dtype=pl.Int64).new_from_index(0, amount.len())
        return [
            amount.alias("amount_pence"),
            (none if gross is None else gross).alias("gross_pence"),
            (none if vat is None else vat).alias("vat_pence"),
        ]

    @cached_property
    def _signs(self) -> pl.Series | None:
        """What a column of marks makes of each row's amounts; nothing where they carry their own signs."""
        column = self.layout.column("debit_or_credit")
        return signs(self.texts[column]) if column else None

    def _marked(self, found: dict[str, pl.Series]) -> dict[str, pl.Series]:
        """The amounts with the signs of their marks. One that has a sign of its own would have two."""
        column, sign = self.layout.column("debit_or_credit"), self._signs
        if column is None or sign is None:
            return found
        amounts = pl.DataFrame(found)
        given, below = pl.any_horizontal(pl.all().is_not_null()), pl.any_horizontal(pl.all() < 0).fill_null(False)
        for place in amounts.select(given & (pl.lit(sign).is_null() | below)).to_series().arg_true().to_list():
            shown = next(pounds(pence) for pence in amounts.row(place) if pence is not None)
            self.refuse(codes.MARK_UNCLEAR, place, column, text=self.texts[column][place], column=column, amount=shown)
        return {role: pence * sign for role, pence in found.items()}

    def _posted(self, found: Mapping[str, pl.Series]) -> pl.Series:
        """The amount that is the pool's cost."""
        if "debit" in found:
            blank = found["debit"].is_null() & found["credit"].is_null()
            credit = found["credit"].fill_null(0) * (-1 if self.layout.mapping.amounts.credits == "negative" else 1)
            pence = found["debit"].fill_null(0) - credit
            return pence.set(blank, None)
        if self.layout.mapping.amounts.post == "gross" and "gross" in found:
            return found["gross"]
        if "amount" in found or "net" in found:
            return found["amount" if "amount" in found else "net"]
        return found["gross"] - found["vat"].fill_null(0)

    def _check_gross(self, found: Mapping[str, pl.Series]) -> None:
        net = found.get("net", found.get("amount"))
        if net is None or "gross" not in found or "vat" not in found:
            return
        gross, vat = found["gross"], found["vat"]
        for place in (net + vat != gross).fill_null(False).arg_true().to_list():
            shown = {"net": pounds(net[place]), "vat": pounds(vat[place]), "gross": pounds(gross[place])}
            self.refuse(codes.NET_VAT_GROSS_DIFFER, place, **shown)

    def _names(self) -> list[pl.Series]:
        layout = self.layout
        joined = {role: layout.joined(role) for role in ("category", "cost_centre", "narrative")}
        frame = self.texts.select(
            ROW,  # without a column that is there, texts that the mapping does not use would have one row
            layout.text("supplier").cast(pl.Categorical).alias("supplier"),
            layout.joined("transaction", " ").alias("transaction"),
            *(text.cast(pl.Categorical).alias(role) for role, text in joined.items()),
            layout.text("capital_or_revenue").alias("spend"),
        )
        kinds = {text: CAPITAL.get(plain(text)) == "capital" for text in frame["spend"].unique().to_list()}
        capital = frame["spend"].replace_strict(list(kinds), list(kinds.values()), return_dtype=pl.Boolean)
        return [*frame.drop("spend", ROW).get_columns(), capital.alias("capital")]

    def _shares(self) -> list[pl.Series]:
        """Each partner's percentage in millionths of one per cent; blank rows have none."""
        partners = self.layout.mapping.columns.percentages
        if not partners:
            return []
        columns = {partner: self.layout.columns[name] for partner, name in partners.items()}
        shares = [self._percentages(column).alias(SHARE + partner) for partner, column in columns.items()]
        sums = pl.DataFrame(shares).select(pl.sum_horizontal(pl.all(), ignore_nulls=True)).to_series()
        if (of_one := (sums == SHARE_SCALE)).any():  # 0.6 and 0.4, as a spreadsheet keeps 60% and 40%
            shares = [share.zip_with(~of_one, share * 100) for share in shares]
            sums = sums.zip_with(~of_one, sums * 100)
        given = pl.DataFrame(shares).select(pl.any_horizontal(pl.all().is_not_null())).to_series()
        for place in (given & (sums != 100 * SHARE_SCALE)).arg_true().to_list():
            if place not in self.wrong:
                self.refuse(codes.SHARES_NOT_WHOLE, place, total=_percent(sums[place]))
        return shares

    def _percentages(self, column: str) -> pl.Series:
        texts = self.texts[column]
        plain_texts = with_points(texts) if self.layout.mapping.amounts.decimal == "comma" else texts
        groups = plain_texts.str.extract_groups(r"^([0-9]{1,3})(?:\.([0-9]{1,6})0*)?\s*%?$")
        whole, part = groups.struct.field("1").cast(pl.Int64), groups.struct.field("2").fill_null("")
        shares = whole * SHARE_SCALE + part.str.pad_end(6, "0").cast(pl.Int64)
        wrong = (texts != "") & (shares.is_null() | (shares > 100 * SHARE_SCALE)).fill_null(True)
        for place in wrong.arg_true().to_list():
            self.refuse(codes.NOT_A_PERCENTAGE, place, column, text=texts[place], column=column)
        return shares

    def _components(self) -> list[pl.Series]:
        turned = -1 if self.layout.mapping.amounts.sign == "reversed" else 1
        sign = turned if self._signs is None else self._signs * turned
        parts = self.layout.mapping.columns.component_columns
        return [(self._pence(self.layout.columns[name]) * sign).alias(COMPONENT + part) for part, name in parts.items()]

    def _with_rest(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The component that is what the others leave; none of it where they are all blank. They may not pass the amount."""
        columns = self.layout.mapping.columns
        rest = [part for part in columns.components if part not in columns.component_columns]
        if not rest:
            return frame
        named = [COMPONENT + part for part in columns.component_columns]
        amount, stated = pl.col("amount_pence"), pl.sum_horizontal(named, ignore_nulls=True)
        left = pl.when(pl.any_horizontal(pl.col(named).is_not_null())).then(amount - stated)
        is_turned = (left * amount.sign() < 0) | (stated * amount.sign() < 0)
        return frame.with_columns(pl.when(~is_turned).then(left).otherwise(None).alias(COMPONENT + rest[0]))

    def _check_currency(self) -> None:
        column = self.layout.column("currency")
        if column is None:
            return
        foreign = [text for text in self.texts[column].unique().to_list() if plain(text) not in POUNDS]
        for place in self.texts[column].is_in(foreign).arg_true().to_list() if foreign else ():
            self.refuse(codes.NOT_IN_POUNDS, place, column, text=self.texts[column][place])

    def _check_components(self, frame: pl.DataFrame) -> None:
        names = [name for name in frame.columns if name.startswith(COMPONENT)]
        if not names:
            return
        sums = frame.select(pl.sum_horizontal(names, ignore_nulls=True)).to_series()
        given = frame.select(pl.any_horizontal(pl.col(names).is_not_null())).to_series()
        amounts = frame["amount_pence"]
        for place in (given & (sums != amounts)).fill_null(False).arg_true().to_list():
            if place not in self.wrong:
                shown = {"sum": pounds(sums[place]), "amount": pounds(amounts[place])}
                self.refuse(codes.COMPONENTS_DIFFER, place, **shown)


def _percent(millionths: int) -> str:
    """Millionths of one per cent as people write them: ``99.5``."""
    whole, part = divmod(millionths, SHARE_SCALE)
    return f"{whole}.{part:06d}".rstrip("0").rstrip(".")
