"""The demonstration is run where somebody's own fund is kept."""

from cronfa.fund.example import begin_anew

begin_anew("demo")
