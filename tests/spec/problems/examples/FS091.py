"""What is given is no address."""

from cronfa.foresight.cluster import Cluster

Cluster.at("scheduler")
