"""A desk that notes what the listening thread is asked for; `status` can be set."""

from dataclasses import dataclass, field

from kiosk.home.home import Home
from kiosk.listening.commands import Command
from kiosk.listening.status import Status


@dataclass
class Asked:
    """Takes the listening thread's place in a home."""

    now: Status = field(default_factory=Status)
    commands: list[Command] = field(default_factory=list)

    @classmethod
    def of(cls, home: Home) -> "Asked":
        home.sounding = asked = cls()
        return asked

    def submit(self, command: Command) -> None:
        self.commands.append(command)

    def status(self) -> Status:
        return self.now
