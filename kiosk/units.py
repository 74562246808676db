"""Units and ids as types, so that seconds are never taken for milliseconds nor a song for a recording."""

from typing import NewType

Year = NewType("Year", int)
"""A calendar year, for example 1938."""
DurationMs = NewType("DurationMs", int)
"""A length of time in milliseconds."""
PositionMs = NewType("PositionMs", int)
"""A place inside a recording, in milliseconds from its start."""
Decibels = NewType("Decibels", float)
"""A level relative to another one; 0 changes nothing, -6 halves the amplitude."""
Lufs = NewType("Lufs", float)
"""Integrated loudness by EBU R 128, relative to full scale."""

SongId = NewType("SongId", str)
RecordingId = NewType("RecordingId", str)
ResidentId = NewType("ResidentId", str)
StaffId = NewType("StaffId", str)
PlaylistId = NewType("PlaylistId", str)
SessionId = NewType("SessionId", str)
PlayId = NewType("PlayId", str)
MemoryId = NewType("MemoryId", str)
InvitationId = NewType("InvitationId", str)
GreetingId = NewType("GreetingId", str)
ObservationId = NewType("ObservationId", str)
PhotoId = NewType("PhotoId", str)
