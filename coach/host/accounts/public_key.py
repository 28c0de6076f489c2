"""Parse one line of an OpenSSH public key file, strictly: a key of a known kind, and nothing else that has an effect.

Options before the key are refused: they would end up in ``authorized_keys``. Left out: storing keys (``keys``).
"""

import base64
import binascii
import hashlib

from msgspec import Struct

from coach.host.base.errors import BoxError
from coach.library.toml.sanitize import REPLACEMENT, clean

LONGEST_KEY_LINE = 16_384
LONGEST_COMMENT = 80
LEAST_RSA_BITS, MOST_RSA_BITS = 2048, 16_384
_POINTS = {"nistp256": 65, "nistp384": 97, "nistp521": 133}
"""Bytes of an uncompressed point on each curve (RFC 5656)."""
_KINDS = (
    "ssh-ed25519",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "sk-ssh-ed25519@openssh.com",
    "sk-ecdsa-sha2-nistp256@openssh.com",
    "ssh-rsa",
)


class PublicKey(Struct, frozen=True):
    """A public key: its kind, its bytes as SSH sends them (RFC 4253, 6.6), and a comment that is safe to show."""

    kind: str
    data: bytes
    comment: str = ""

    @property
    def line(self) -> str:
        """The line for a key file, as OpenSSH writes it, without options."""
        return " ".join([self.kind, base64.b64encode(self.data).decode(), *([self.comment] if self.comment else [])])

    @property
    def fingerprint(self) -> str:
        """The fingerprint as ``ssh-keygen -l`` shows it: SHA256:…"""
        digest = hashlib.sha256(self.data).digest()
        return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


def parse_key(text: str) -> PublicKey:
    """Parse the text of a ``.pub`` file. Raises BoxError if it holds anything but one public key."""
    if len(text) > LONGEST_KEY_LINE:
        raise BoxError("that is too long for a public key: give one .pub file, which holds one line.")
    if "-----BEGIN" in text:
        raise BoxError("that is a private key, which nobody else should see. Give the file that ends in .pub.")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if len(lines) != 1:
        raise BoxError(f"a public key file holds one key on one line; this one has {len(lines)} lines.")
    kind, _, rest = lines[0].strip().partition(" ")
    if kind not in _KINDS:
        raise BoxError(
            f"a line must begin with the key's kind, such as ssh-ed25519; options are not taken. Kinds: {_listed()}."
        )
    encoded, _, comment = rest.strip().partition(" ")
    try:
        data = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise BoxError("the key itself is not readable: it was cut short, or changed.") from None
    _check(kind, data)
    return PublicKey(kind, data, _comment(comment))


def _listed() -> str:
    return ", ".join(_KINDS)


def _comment(text: str) -> str:
    """Clean a key's comment of control characters and shorten it: it is written into other programs' files."""
    return clean(text.strip())[:LONGEST_COMMENT].replace(REPLACEMENT, "").strip()


def _check(kind: str, data: bytes) -> None:
    """Raise BoxError unless the bytes are a complete key of that kind."""
    parts = _strings(data)
    if not parts or parts[0] != kind.encode():
        raise BoxError("the key itself is not readable: it was cut short, or is of another kind than it says.")
    body = parts[1:]
    if kind == "ssh-rsa":
        bits = int.from_bytes(body[1], "big").bit_length() if len(body) == 2 else 0
        if not LEAST_RSA_BITS <= bits <= MOST_RSA_BITS:
            raise BoxError(f"an RSA key must have {LEAST_RSA_BITS} bits or more; better make one of ssh-ed25519.")
        return
    if kind.startswith("sk-"):
        *body, _application = body or [b""]
    if "ed25519" in kind:
        sound = [len(part) for part in body] == [32]
    else:
        curve = kind.removeprefix("sk-").removeprefix("ecdsa-sha2-").removesuffix("@openssh.com")
        sound = len(body) == 2 and body[0] == curve.encode() and len(body[1]) == _POINTS[curve]
    if not sound:
        raise BoxError("the key itself is not readable: it was cut short, or changed.")


def _strings(data: bytes) -> list[bytes]:
    """Split the bytes into their strings, each preceded by its length (RFC 4251, 5); [] if the lengths do not fit."""
    parts, at = [], 0
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        end = at + 4 + size
        if at + 4 > len(data) or end > len(data):
            return []
        parts.append(data[at + 4 : end])
        at = end
    return parts
