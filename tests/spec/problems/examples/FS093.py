"""A worker on which an older cronfa is installed."""

from unittest.mock import MagicMock, patch

from cronfa.foresight import cluster

older = MagicMock()
older.__enter__.return_value.run.return_value = {"tcp://127.0.0.1:40001": "0.0.1"}
with patch.object(cluster, "_client", return_value=older):
    cluster.Cluster.at("tcp://127.0.0.1:8786")
