"""Sealing backups: the age format, to a recovery card of twelve words and, if a group has one, to its public key.

The kiosk keeps only public keys, so whoever takes the kiosk cannot read its backups. The words are those of BIP-39
(128 bits and a checksum, so that a wrong word is noticed at once); the age key is made from them and nothing else.
"""

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyrage
from mnemonic import Mnemonic

from kiosk.errors import BadInput

WORDS = 12
_MAGIC = b"age-encryption.org/v1\n"
_PURPOSE = b"kiosk recovery card 1"
_WRONG_WORDS = "These are not the twelve words of a recovery card: check each against the card, in its order."
_WRONG_CARD = (
    "These words do not open this backup: take the recovery card that was in use when it was made. "
    "If it was this one, the file is damaged: choose another backup."
)
_CUT = "This backup is damaged or was cut short, so nothing was changed. Choose another backup."


@dataclass(frozen=True)
class Card:
    """A recovery card: twelve words to print, and the public key that the kiosk keeps."""

    words: tuple[str, ...]
    public: str


def new_card() -> Card:
    """Return a card nobody has ever seen."""
    words = _language().to_mnemonic(secrets.token_bytes(16))
    return Card(tuple(words.split()), public_of(words))


def public_of(words: str) -> str:
    """Return the public key of a card's words; BadInput when they are no card's. Four letters of each are enough."""
    return str(_identity(words).to_public())


def checked_public(key: str) -> str:
    """Return a group's public key; BadInput when it is none."""
    try:
        pyrage.x25519.Recipient.from_str(key.strip())
    except pyrage.RecipientError as error:
        raise BadInput("A group’s key begins with age1 and is 62 letters long: copy all of it.", "group") from error
    return key.strip()


def is_sealed(path: Path) -> bool:
    """Say whether a file is sealed; OSError when it cannot be read."""
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def seal(fill: Callable[[IO[bytes]], object], target: IO[bytes], publics: Sequence[str], scratch: Path) -> None:
    """Let `fill` write a file into `scratch`, seal it to every public key into `target`, and read that back.

    It is read back with a key that is made for this and forgotten: what nobody here can open is still known to be
    whole. OSError when it is not.
    """
    own = pyrage.x25519.Identity.generate()
    plain, again = scratch / "plain", scratch / "again"
    with plain.open("w+b") as file:
        fill(file)
        file.seek(0)
        recipients = [pyrage.x25519.Recipient.from_str(one) for one in publics]
        pyrage.encrypt_io(file, target, [*recipients, own.to_public()])
    target.seek(0)
    with again.open("w+b") as file:
        pyrage.decrypt_io(target, file, [own])
    if _sum(plain) != _sum(again):
        raise OSError("the sealed backup could not be read back")
    again.unlink()
    plain.unlink()


def unseal(sealed: Path, target: Path, key: str) -> None:
    """Open a sealed file with a card's words, or a group's secret key (AGE-SECRET-KEY-...), into `target`.

    BadInput, in a sentence, when the words are wrong, belong to another card, or the file is damaged.
    """
    identity = _secret(key) if key.strip().upper().startswith("AGE-SECRET-KEY-") else _identity(key)
    try:
        with sealed.open("rb") as source, target.open("wb") as plain:
            pyrage.decrypt_io(source, plain, [identity])
    except pyrage.DecryptError as error:
        raise BadInput(_WRONG_CARD if "No matching keys" in str(error) else _CUT) from error
    except OSError as error:
        if error.errno is None:  # the library's own: the sealed bytes do not fit together
            raise BadInput(_CUT) from error
        raise


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _language() -> Mnemonic:
    return Mnemonic("english")


def _identity(words: str) -> pyrage.x25519.Identity:
    language = _language()
    said = language.expand(" ".join(words.lower().replace(",", " ").split()))
    if len(said.split()) != WORDS or not language.check(said):
        raise BadInput(_WRONG_WORDS, "words")
    secret = hashlib.sha256(_PURPOSE + bytes(language.to_entropy(said))).digest()
    return pyrage.x25519.Identity.from_str(bech32("age-secret-key-", secret).upper())


def _secret(key: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(key.strip())
    except pyrage.IdentityError as error:
        raise BadInput("This is no whole secret key: copy all of it, from AGE-SECRET-KEY- on.", "words") from error


_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def bech32(prefix: str, data: bytes) -> str:
    """Return bytes as age writes its keys (BIP-173): five bits a letter, then six letters of checksum."""
    bits = int.from_bytes(data, "big") << (-len(data) * 8 % 5)
    count = -(-len(data) * 8 // 5)
    values = [bits >> 5 * place & 31 for place in reversed(range(count))]
    spread = [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]
    total = _polymod([*spread, *values, 0, 0, 0, 0, 0, 0]) ^ 1
    sums = [total >> 5 * place & 31 for place in reversed(range(6))]
    return f"{prefix}1{''.join(_LETTERS[value] for value in [*values, *sums])}"


def _polymod(values: Sequence[int]) -> int:
    total = 1
    for value in values:
        top = total >> 25
        total = (total & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATOR):
            total ^= generator if top >> place & 1 else 0
    return total
