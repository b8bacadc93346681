"""The second example, a fund with two hosts, settles on its round figures in the order of calls that was published."""

from pathlib import Path

from cronfa.agreement import load
from cronfa.settlement import settle
from cronfa.settlement.figures import party_id
from cronfa.settlement.reading import load_outcome


def test_two_hosts_a_risk_pool_and_a_cap(root: Path) -> None:
    folder = root / "examples" / "rotherham-style"
    agreement = load(folder / "agreement.yaml")
    terms = agreement.latest.terms
    assert agreement.warnings == () and terms.illustrative is not None
    settlement = settle(terms, load_outcome(folder / "outcome.yaml", terms))
    assert settlement.problems == ()
    assert [(line.scheme, line.step, party_id(line.party), line.amount_pence) for line in settlement.lines] == [
        ("ccg-hosted", 0, "scheme:council-hosted", 15_000_000),
        ("ccg-hosted", 2, "reserve:risk-pool", 50_000_000),
        ("ccg-hosted", 3, "scheme:council-hosted", 5_000_000),
        ("ccg-hosted", 4, "ccg", 15_951_732),
        ("ccg-hosted", 4, "council", 4_048_268),
        ("council-hosted", 1, "scheme:ccg-hosted", -15_000_000),
    ]
    assert [partner.to_pay_pence for partner in settlement.partners] == [15_951_732, 4_048_268]
    assert settlement.reserves[0].closing_pence == 0


def test_the_hosts_differ_and_the_risk_pool_is_shared_equally(root: Path) -> None:
    terms = load(root / "examples" / "rotherham-style" / "agreement.yaml").latest.terms
    assert (terms.host_of("ccg-hosted"), terms.host_of("council-hosted")) == ("ccg", "council")
    assert len(set(terms.reserves["risk-pool"].shares.values())) == 1
