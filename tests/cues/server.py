"""A stand-in for speech-dispatcher: its client ends at once, and a server, which is no child of it, goes on speaking.

The server is a process that waits as long as it "speaks"; the client's ``-C`` ends it. What is said, and that it
was silenced, is written down.
"""

from pathlib import Path

from coach.cues.engines import find_engines

from .fakes import script

CLIENT = """
if [ "$1" = -C ]; then
  echo cancel >> $LOG
  [ -e $LOG.server ] && kill $(cat $LOG.server) 2>/dev/null
  rm -f $LOG.server
  exit 0
fi
for text; do :; done
[ -e $LOG.server ] && kill $(cat $LOG.server) 2>/dev/null
setsid sleep 300 </dev/null >/dev/null 2>&1 &
echo $! > $LOG.server
echo "$text" >> $LOG
"""


def client(folder: Path):
    """The engine of the stand-in, as the coach finds it."""
    path = script(folder, "spd-say", CLIENT)
    (engine,) = find_engines(which=lambda name: str(path) if name == "spd-say" else None, platform="linux")
    return engine


def speaks(folder: Path) -> bool:
    """Whether the server is speaking."""
    return (folder / "log.server").exists()
