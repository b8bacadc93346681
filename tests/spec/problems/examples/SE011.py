"""A profile of four weights, in terms that have not been checked, and the first quarter settled."""

from cronfa.agreement import Terms
from cronfa.settlement import Outcome, settle

terms = Terms.model_validate(
    {
        "agreement": "unchecked",
        "power": "joint-working-scotland-2014",
        "term": {"from": "2026-04-01", "to": "2028-03-31"},
        "host": "council",
        "partners": {"council": "local authority", "board": "health body"},
        "schemes": {
            "home-care": {
                "budget": "£4,000,000",
                "profile": [1, 1, 1, 1],
                "contributions": {"council": "60%", "board": "40%"},
                "overspend": ["share"],
            }
        },
    }
)
settle(terms, Outcome(year="2026-27", spend={"home-care": {"council": 100_000_000}}, months=3))
