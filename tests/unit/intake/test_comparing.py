"""A file published again posts only the difference."""

from datetime import date
from pathlib import Path

from cronfa.intake import Line, Sum, compare, replaced
from made_up_files import HEADER, LINE, PLAIN, taken

A = Line("a", 2, date(2019, 1, 10), date(2019, 1, 10), 100, "care", supplier="Rose House", transaction="T1")
B = Line("b", 3, date(2019, 1, 10), date(2019, 1, 10), 250, "care", supplier="Hill View", transaction="T2")
C = Line("c", 4, date(2019, 1, 11), date(2019, 1, 11), 900, "day", supplier="River Care")


def test_the_same_again_changes_nothing() -> None:
    found = compare([A, B, C], [C, A, B])
    assert (found.is_empty, found.unchanged, found.effect_pence) == (True, Sum(3, 1_250), 0)


def test_rows_moving_within_the_file_change_nothing() -> None:
    assert compare([A], [A._replace(row=9)]).is_empty


def test_lines_come_and_go() -> None:
    found = compare([A, C], [A, B])
    assert (found.added, found.removed, found.changed) == ((B,), (C,), ())
    assert found.effect_pence == 250 - 900


def test_an_amount_corrected_under_its_transaction_is_a_change() -> None:
    corrected = A._replace(key="z", amount_pence=120)
    found = compare([A, B], [corrected, B])
    assert (found.changed, found.added, found.removed) == (((A, corrected),), (), ())
    assert (found.to_reverse, found.to_post, found.effect_pence) == ((A,), (corrected,), 20)


def test_without_a_transaction_number_a_correction_is_one_gone_and_one_come() -> None:
    corrected = C._replace(key="z", amount_pence=800)
    found = compare([C], [corrected])
    assert (found.changed, found.added, found.removed) == ((), (corrected,), (C,))


def test_a_line_said_otherwise_is_posted_under_a_new_key() -> None:
    moved = A._replace(scheme="day")
    found = compare([A], [moved])
    assert found.changed == ((A, moved._replace(key="a+1")),)
    back = compare([moved._replace(key="a+1")], [A], used={"a", "a+1"})
    assert back.changed == ((moved._replace(key="a+1"), A._replace(key="a+2")),)


def test_a_line_posted_again_after_its_reversal_has_a_new_key() -> None:
    assert compare([], [A], used={"a"}).added == (A._replace(key="a+1"),)
    assert compare([], [A], used={"a", "a+1"}).added == (A._replace(key="a+2"),)
    assert compare([], [A]).added == (A,)


def test_a_line_posted_again_is_still_the_same_line() -> None:
    assert compare([A._replace(key="a+3")], [A]).is_empty


def test_fewer_of_the_same_line_reverses_the_last(tmp_path: Path) -> None:
    three = list(taken(tmp_path, HEADER + LINE * 3).lines())
    two = list(taken(tmp_path, HEADER + LINE * 2).lines())
    found = compare(three, two)
    assert found.removed == (three[2],)
    assert found.unchanged.rows == 2
    assert compare(two, three).added == (three[2],)


class TestWhatAFileReplaces:
    DECEMBER = tuple(A._replace(key=f"d{n}", posting_date=date(2018, 12, 5), transaction=f"D{n}") for n in range(4))
    JANUARY = tuple(A._replace(key=f"j{n}", transaction=f"J{n}") for n in range(4))

    def test_a_month_published_again_is_replaced_whole(self) -> None:
        corrected = self.JANUARY[3]._replace(key="j9", amount_pence=1)
        new = [*self.JANUARY[:3], corrected]
        assert replaced(self.DECEMBER + self.JANUARY, new) == list(self.JANUARY)

    def test_a_late_line_does_not_undo_its_month(self) -> None:
        late = self.DECEMBER[0]._replace(key="d9", transaction="D9")
        assert replaced(self.DECEMBER, [*self.JANUARY, late]) == []

    def test_a_line_sent_again_among_others_is_the_same_line(self) -> None:
        assert replaced(self.DECEMBER, [*self.JANUARY, self.DECEMBER[2]]) == [self.DECEMBER[2]]

    def test_a_line_posted_again_counts_as_itself(self) -> None:
        assert replaced([A._replace(key="a+2")], [A]) == [A._replace(key="a+2")]


class TestKeys:
    def test_a_key_does_not_depend_on_the_file(self, tmp_path: Path) -> None:
        alone = next(taken(tmp_path, HEADER + LINE).lines()).key
        other = (
            HEADER + "2019-01-10,T0,x,y,1\n\n" + LINE.replace("2019-01-10", "10/01/2019").replace("100.50", '"£100.5"')
        )
        assert list(taken(tmp_path, other, name="other.csv").lines())[1].key == alone

    def test_a_key_is_the_same_for_ever(self, tmp_path: Path) -> None:
        assert next(taken(tmp_path, HEADER + LINE).lines()).key == "20190110e6ec46c1ed61aaa77ffc2a5c"

    def test_another_data_set_has_other_keys(self, tmp_path: Path) -> None:
        other = PLAIN.replace("made-up", "other")
        assert (
            next(taken(tmp_path, HEADER + LINE, other).lines()).key != next(taken(tmp_path, HEADER + LINE).lines()).key
        )

    def test_the_mapping_of_schemes_does_not_change_keys(self, tmp_path: Path) -> None:
        other = PLAIN.replace("scheme: care", "scheme: day, category: Else")
        assert (
            next(taken(tmp_path, HEADER + LINE, other).lines()).key == next(taken(tmp_path, HEADER + LINE).lines()).key
        )

    def test_lines_alike_are_numbered_whatever_their_order(self, tmp_path: Path) -> None:
        day = LINE.replace("Residential", "Day Care")
        first = {line.category: line.key for line in taken(tmp_path, HEADER + LINE + day).lines()}
        second = {line.category: line.key for line in taken(tmp_path, HEADER + day + LINE).lines()}
        assert first == second
        assert len(set(first.values())) == 2


def test_a_month_whose_amounts_are_all_corrected_is_published_again() -> None:
    corrected = [A._replace(key="x", amount_pence=101), B._replace(key="y", amount_pence=251)]
    assert replaced([A, B, C], corrected) == [A, B, C]


def test_a_late_line_of_a_batch_does_not_undo_the_batch() -> None:
    batch = [A._replace(key=f"k{n}", amount_pence=n) for n in range(1, 6)]
    assert replaced(batch, [A._replace(key="late", amount_pence=99)]) == []
