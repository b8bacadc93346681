"""The desk that pages are asked for at, where pages look for it."""

from cronfa.governance.desk import Desk as Desk
