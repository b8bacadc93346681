"""The national example: every board of Wales and England is there, and any engine gives the same rows."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from cronfa.foresight.engines import Processes, local
from cronfa.foresight.many import Funds, simulate_all
from cronfa.foresight.simulating import BLOCK, simulate

SCRIPT = Path(__file__).resolve().parents[3] / "examples" / "national" / "run.py"


@pytest.fixture(scope="module")
def national() -> ModuleType:
    spec = importlib.util.spec_from_file_location("national_run", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_every_council_and_health_board_is_there(national: ModuleType) -> None:
    funds = tuple(national.funds())
    wales = [fund for fund in funds if fund.nation == "wales"]
    assert len(wales) == 7 and sum(len(fund.councils) for fund in wales) == 22
    england = [fund for fund in funds if fund.nation == "england"]
    assert len(england) == 152 and len({fund.code for fund in england}) == 42
    assert sum(body.older_people for fund in funds for body in fund.councils) == 11_132_609


def test_a_row_for_each_partner_the_same_from_any_engine(national: ModuleType) -> None:
    chosen = tuple(national.funds())[5:9]
    here = national.national(200, local, chosen=chosen)
    assert national.national(200, Processes(2), chosen=chosen) == here
    assert [row[0] for row in here].count("england") == 4
    assert all(mean <= bad <= worst for *_, mean, bad, worst in here)


def test_a_fund_among_many_is_what_it_is_alone(national: ModuleType) -> None:
    one, other = (national.work(fund, BLOCK + 100, 3) for fund in tuple(national.funds())[7:9])
    found = list(simulate_all(Funds.of((one, other)), local))
    assert [done for done, _ in found] == [one, other]
    alone = simulate(other, local)
    assert found[1][1].columns.keys() == alone.columns.keys()
    for name, column in alone.columns.items():
        assert (found[1][1].columns[name].total, column.squares) == (column.total, found[1][1].columns[name].squares)


@pytest.mark.parametrize("arguments", [("--engine", "processes", "--workers", "0"), ("--out", "nowhere/rows.csv")])
def test_what_cannot_be_done_is_said_before_any_work(
    national: ModuleType, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        national.main(["--runs", "200", *arguments])
    assert "error: argument --" in capsys.readouterr().err
