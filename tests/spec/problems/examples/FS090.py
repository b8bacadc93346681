"""Dask is asked for where it is not installed."""

import sys
from unittest.mock import patch

from cronfa.foresight.cluster import Cluster

with patch.dict(sys.modules, {"distributed": None}):
    Cluster.at("tcp://127.0.0.1:8786")
