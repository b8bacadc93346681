"""A waterfall whose last step is limited, in terms that have not been checked."""

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
                "contributions": {"council": "60%", "board": "40%"},
                "overspend": [{"share": {"by": "contributions", "up to": "£50,000"}}],
            }
        },
    }
)
problems = settle(terms, Outcome(year="2026-27", spend={"home-care": {"council": 410_000_000}})).problems
