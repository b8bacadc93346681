"""A stay that ended before it began."""

from datetime import date

from cronfa.foresight.demand.fitting import Stay, fit_stays

stays = [Stay(date(2025, 5, 1), date(2025, 4, 9))]
fit_stays(stays, opened=date(2024, 4, 1), closed=date(2026, 3, 31))
