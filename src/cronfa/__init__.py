"""cronfa: pooled funds between health bodies and local authorities, where the partners' agreement is data."""

__version__ = "0.1.0"
