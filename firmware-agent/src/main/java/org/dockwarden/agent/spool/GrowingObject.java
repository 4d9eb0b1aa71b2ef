package org.dockwarden.agent.spool;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.manifest.SealedObject;
import org.dockwarden.evidence.segment.SegmentDigester;

/**
 * A sealed object that is being written: takes its bytes, digests its segments on the way, and lets
 * one reader follow. Written by one thread; {@link #awaitSegment} may be called by another.
 */
public final class GrowingObject extends OutputStream {
  private final UUID id;
  private final long bytes;
  private final FileChannel channel;
  private final Spool spool;
  private final SegmentDigester digester = new SegmentDigester();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Digest> segments = new ArrayList<>();
  private long written;
  private boolean ended;
  private boolean discarded;

  GrowingObject(UUID id, long bytes, FileChannel channel, Spool spool) {
    this.id = id;
    this.bytes = bytes;
    this.channel = channel;
    this.spool = spool;
  }

  /** Its name in the spool. */
  public UUID id() {
    return id;
  }

  /** Its final length. */
  public long bytes() {
    return bytes;
  }

  /**
   * Opens what is there to read along; stays valid when the object becomes complete.
   *
   * @return empty if the object was discarded
   */
  public Optional<FileChannel> follow() throws IOException {
    lock.lock(); // Discarding takes it too, before the file goes.
    try {
      return discarded ? Optional.empty() : Optional.of(spool.readGrowing(id));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    if (written + length > bytes) {
      throw new EvidenceException(
          ErrorCode.SEALED_LENGTH_MISMATCH, (written + length) + " (expected: <= " + bytes + ")");
    }
    try {
      spool.disk().write(channel, ByteBuffer.wrap(source, offset, length));
    } catch (IOException e) {
      throw Spool.failed(id, e);
    }
    digester.update(source, offset, length);
    written += length;
    spool.spent(length);
    if (written / SealedObject.SEGMENT_BYTES > segments.size()) {
      publish(digester.segments(), false);
    }
  }

  /**
   * Ends the object. When this returns, it lies whole in the spool under its final name, on stable
   * storage.
   *
   * @return its segments' digests
   */
  public List<Digest> complete() throws IOException {
    if (written != bytes) {
      throw new EvidenceException(
          ErrorCode.SEALED_LENGTH_MISMATCH, written + " (expected: " + bytes + ")");
    }
    Digest total = digester.finish();
    List<Digest> all = digester.segments();
    if (!SegmentDigester.combine(all).equals(total)) {
      throw new EvidenceException(ErrorCode.SEALED_DIGEST_MISMATCH, "segments of " + id);
    }
    try {
      spool.complete(this, channel);
    } catch (IOException e) {
      throw Spool.failed(id, e);
    }
    publish(all, true);
    return all;
  }

  /** Throws the object away: its file key is gone, nobody can ever open it. */
  public void discard() throws IOException {
    lock.lock();
    try {
      if (discarded) {
        return;
      }
      discarded = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    spool.spent(bytes - written);
    channel.close();
    spool.delete(id);
  }

  private void publish(List<Digest> known, boolean last) {
    lock.lock();
    try {
      for (int index = segments.size(); index < known.size(); index++) {
        segments.add(known.get(index));
      }
      ended = last;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until segment {@code index} has been written, but not for longer than the patience.
   *
   * @return its digest; empty if the object was discarded, or grows too slowly
   */
  public Optional<Digest> awaitSegment(int index, Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (!discarded && !ended && index >= segments.size() && left > 0) {
        left = changed.awaitNanos(left);
      }
      return discarded || index >= segments.size()
          ? Optional.empty()
          : Optional.of(segments.get(index));
    } finally {
      lock.unlock();
    }
  }
}
