"""A scheduler to which no worker has come."""

from unittest.mock import MagicMock, patch

from cronfa.foresight import cluster

nobody = MagicMock()
nobody.__enter__.return_value.run.return_value = {}
with patch.object(cluster, "_client", return_value=nobody):
    cluster.Cluster.at("tcp://127.0.0.1:8786")
