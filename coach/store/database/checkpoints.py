"""The checkpoints of a profile in its database: the state of every session that is not finished."""

from coach.store import json_text
from coach.store.database.connection import Connection
from coach.store.protocol import Checkpoint

_CHECKPOINT = "id, saved_at, data, owner"


class SqliteCheckpoints(Connection):
    """Each checkpoint belongs to the coach that performs its session. Implements ``Checkpoints``."""

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """The checkpoints of unfinished sessions, the one saved last at the end."""
        with self._told():
            rows = self._database.execute(f"SELECT {_CHECKPOINT} FROM checkpoint ORDER BY rowid").fetchall()
        return json_text.checkpoints_from_texts(rows)

    def save_checkpoint(self, checkpoint: Checkpoint) -> bool:
        """Store the state of a session; False: another coach owns it, or it is an entry by now.

        Survives a kill and a power cut.
        """
        texts = json_text.checkpoint_to_texts(checkpoint)
        with self._transaction() as database:
            done = database.execute(
                f"INSERT INTO checkpoint ({_CHECKPOINT}) SELECT ?, ?, ?, ?"
                " WHERE NOT EXISTS (SELECT 1 FROM entry WHERE id = ?)"
                " ON CONFLICT (id) DO UPDATE SET saved_at = excluded.saved_at, data = excluded.data"
                " WHERE owner = excluded.owner",
                (*texts, checkpoint.id),
            )
            return done.rowcount == 1

    def take_checkpoint(self, checkpoint_id: str, owner: str) -> Checkpoint | None:
        """Make ``owner`` the owner of a checkpoint and return it as it stands. None: it is gone."""
        with self._transaction() as database:
            database.execute("UPDATE checkpoint SET owner = ? WHERE id = ?", (owner, checkpoint_id))
            rows = database.execute(f"SELECT {_CHECKPOINT} FROM checkpoint WHERE id = ?", (checkpoint_id,)).fetchall()
        return next(iter(json_text.checkpoints_from_texts(rows)), None)

    def drop_checkpoint(self, checkpoint_id: str) -> None:
        """Delete a checkpoint. One that is not there is no error."""
        with self._transaction() as database:
            database.execute("DELETE FROM checkpoint WHERE id = ?", (checkpoint_id,))
