"""A cluster is asked for, and its address is left out."""

from cronfa.foresight.cluster import Cluster

Cluster.at(None)
