package org.dockwarden.agent.upload;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.dockwarden.agent.journal.QueuedRecording;
import org.dockwarden.agent.spool.GrowingObject;
import org.dockwarden.agent.spool.Spool;
import org.dockwarden.evidence.identity.Digest;

/** A sealed object to upload: complete, or still growing. */
sealed interface UploadSource {
  /** Its name in spool and journal. */
  UUID object();

  /** Its final length. */
  long bytes();

  /** Opens it to read; empty if the object was given up. */
  Optional<FileChannel> open() throws IOException;

  /** Digest of a segment, once it is written; empty if the object was given up, or is slow. */
  Optional<Digest> awaitSegment(int index) throws InterruptedException;

  /** Lies whole in the spool, and is a recording's. */
  record Complete(QueuedRecording recording, Spool spool) implements UploadSource {
    @Override
    public UUID object() {
      return recording.object();
    }

    @Override
    public long bytes() {
      return recording.sealedBytes();
    }

    @Override
    public Optional<FileChannel> open() throws IOException {
      return Optional.of(spool.read(recording.object()));
    }

    @Override
    public Optional<Digest> awaitSegment(int index) {
      return Optional.of(recording.segments().get(index));
    }
  }

  /** Is being sealed. */
  record Growing(GrowingObject growing) implements UploadSource {
    /** So that cameras which stand still do not hold all workers; the rest goes when complete. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public UUID object() {
      return growing.id();
    }

    @Override
    public long bytes() {
      return growing.bytes();
    }

    @Override
    public Optional<FileChannel> open() throws IOException {
      return growing.follow();
    }

    @Override
    public Optional<Digest> awaitSegment(int index) throws InterruptedException {
      return growing.awaitSegment(index, PATIENCE);
    }
  }
}
