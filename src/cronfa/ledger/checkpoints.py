"""Checkpoints: signed statements of how far a fund's history goes, to be kept where the ledger's keeper cannot reach.

A chain alone cannot see that its tail was cut or that it was computed anew from a changed entry. Whoever holds a
checkpoint can. It is signed with Ed25519 over a short text (:meth:`Checkpoint.statement`); ``beside`` is a digest of what
stands beside the entries: title, partners, agreements, source files, periods.
"""

import json
from dataclasses import asdict, dataclass

from cronfa.ledger import codes
from cronfa.problems import NOWHERE, Where, stop

VERSION = 1


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A signed statement. Hashes, public key and signature are in hex."""

    fund: str
    entries: int
    head_hash: str
    merkle_root: str
    beside: str
    recorded_at: str
    public_key: str
    signature: str

    def statement(self) -> bytes:
        """The bytes that are signed."""
        said = (self.fund, self.entries, self.head_hash, self.merkle_root, self.beside, self.recorded_at)
        return "\n".join([f"cronfa checkpoint {VERSION}", *map(str, said), ""]).encode()

    def as_json(self) -> str:
        """The checkpoint as a small JSON document."""
        return json.dumps({"cronfa_checkpoint": VERSION, **asdict(self)}, indent=2, ensure_ascii=False) + "\n"

    def is_signed(self, public_key: str | None = None) -> bool:
        """Whether the signature is right, and by ``public_key`` if one is given."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        if public_key is not None and public_key != self.public_key:
            return False
        try:
            key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.public_key))
            key.verify(bytes.fromhex(self.signature), self.statement())
        except (InvalidSignature, ValueError):
            return False
        return True


def signed(
    private_key: str, *, fund: str, entries: int, head_hash: str, merkle_root: str, beside: str, recorded_at: str
) -> Checkpoint:
    """Sign a statement with a private key in hex (see :func:`new_key`)."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private_key))
    public_key = key.public_key().public_bytes_raw().hex()
    unsigned = Checkpoint(fund, entries, head_hash, merkle_root, beside, recorded_at, public_key, "")
    signature = key.sign(unsigned.statement()).hex()
    return Checkpoint(fund, entries, head_hash, merkle_root, beside, recorded_at, public_key, signature)


def new_key() -> tuple[str, str]:
    """A new Ed25519 key: the private key, to be kept secret, and the public key, to be given out. Both in hex."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    return key.private_bytes_raw().hex(), key.public_key().public_bytes_raw().hex()


def read_checkpoint(text: str, where: Where = NOWHERE) -> Checkpoint:
    """The checkpoint in a JSON document that :meth:`Checkpoint.as_json` wrote.

    Raises:
        Problems: it is not one.
    """
    try:
        found = json.loads(text)
        assert found.pop("cronfa_checkpoint") == VERSION
        checkpoint = Checkpoint(**found)
        assert isinstance(checkpoint.entries, int)
        assert all(isinstance(value, str) for name, value in found.items() if name != "entries")
    except (ValueError, TypeError, AttributeError, KeyError, AssertionError):
        stop(codes.NOT_A_CHECKPOINT, where)
    return checkpoint
