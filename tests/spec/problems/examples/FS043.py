"""Two stays that ended: too few to know how long people stay."""

from datetime import date

from cronfa.foresight.demand.fitting import Stay, fit_stays

stays = [
    Stay(date(2024, 5, 1), date(2025, 1, 9)),
    Stay(date(2024, 6, 1), date(2024, 9, 30)),
    Stay(date(2025, 2, 1), None),
]
fit_stays(stays, opened=date(2024, 4, 1), closed=date(2026, 3, 31))
