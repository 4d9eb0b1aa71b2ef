package org.dockwarden.gateway.http;

import io.netty.buffer.ByteBuf;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.gateway.intake.Body;

/**
 * A request's body between the event loop, which offers, and the thread that answers, which takes.
 * It asks the connection for more only while less than {@link HttpLimits#IN_FLIGHT_BYTES} wait
 * here, and for nothing before the first {@link #next}. Buffers are released by whoever has them
 * last: the taker, or the queue when it is closed.
 */
final class BodyQueue implements Body {
  /** What the queue asks of its connection; called by any thread. */
  interface Connection {
    /** Lets the client begin: 100 Continue where it waits for that. */
    void begin();

    /** One more piece may be offered. */
    void more();

    /** Closes at once. */
    void close();
  }

  /** What a piece costs beside its bytes: a body in tiny pieces fills no memory either. */
  private static final int PIECE_BYTES = 512;

  private final Connection connection;
  private final long announcedBytes;
  private final Duration bodyTime;
  private final BodyPace pace;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Deque<ByteBuf> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private boolean begun;
  private boolean asked;
  private boolean ended;
  private boolean broken;
  private boolean tooSlow;

  BodyQueue(Connection connection, long announcedBytes, Duration bodyTime, BodyPace pace) {
    this.connection = connection;
    this.announcedBytes = announcedBytes;
    this.bodyTime = bodyTime;
    this.pace = pace;
  }

  @Override
  public long announcedBytes() {
    return announcedBytes;
  }

  /** Takes over the buffer. Called by the event loop. */
  void offer(ByteBuf piece, boolean last) {
    boolean more;
    lock.lock();
    try {
      asked = false;
      if (broken || !piece.isReadable()) {
        piece.release();
      } else {
        waiting.add(piece);
        waitingBytes += piece.readableBytes() + PIECE_BYTES;
      }
      ended |= last;
      more = askForMore();
      arrived.signal();
    } finally {
      lock.unlock();
    }
    if (more) {
      connection.more();
    }
  }

  /** No more will come, and what is missing is missing. Called by the event loop. */
  void breakOff() {
    lock.lock();
    try {
      if (!ended) {
        broken = true;
      }
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Releases what nobody took; later pieces are thrown away. Whether the end has been seen. */
  boolean finish() {
    lock.lock();
    try {
      broken = true;
      waiting.forEach(ByteBuf::release);
      waiting.clear();
      waitingBytes = 0;
      return ended;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<Pieces> next() throws EvidenceException, InterruptedIOException {
    begin();
    List<ByteBuf> taken;
    boolean more;
    lock.lock();
    try {
      long began = System.nanoTime();
      awaitPieces();
      long waited = System.nanoTime() - began;
      if (waiting.isEmpty() && ended) {
        return Optional.empty();
      }
      if (waiting.isEmpty()) {
        throw new EvidenceException(ErrorCode.CHUNK_INTERRUPTED, "body: connection ended");
      }
      taken = new ArrayList<>(waiting);
      tooSlow = !pace.isKept(waited, taken.stream().mapToLong(ByteBuf::readableBytes).sum());
      waiting.clear();
      waitingBytes = 0;
      more = askForMore();
    } finally {
      lock.unlock();
    }
    if (more) {
      connection.more();
    }
    return Optional.of(new NettyPieces(taken));
  }

  private void begin() {
    boolean first;
    lock.lock();
    try {
      first = !begun;
      begun = true;
      asked |= first;
    } finally {
      lock.unlock();
    }
    if (first) {
      connection.begin();
      connection.more();
    }
  }

  /** Called with the lock held; true: the caller asks the connection after unlocking. */
  private boolean askForMore() {
    boolean more =
        begun && !asked && !ended && !broken && waitingBytes < HttpLimits.IN_FLIGHT_BYTES;
    asked |= more;
    return more;
  }

  private void awaitPieces() throws EvidenceException, InterruptedIOException {
    if (tooSlow && !ended) { // What came was handed on all the same: without checksum it counts.
      broken = true;
      throw new EvidenceException(
          ErrorCode.CHUNK_INTERRUPTED, "body: too slow (expected: limits.body_rate)");
    }
    long nanos = bodyTime.toNanos();
    try {
      while (waiting.isEmpty() && !ended && !broken) {
        if (nanos <= 0) {
          broken = true;
          throw new EvidenceException(
              ErrorCode.CHUNK_INTERRUPTED, "body: nothing for " + bodyTime.toSeconds() + " s");
        }
        nanos = arrived.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("body: interrupted");
    }
  }

  @Override
  public void abandon() {
    connection.close();
    breakOff();
  }

  private record NettyPieces(List<ByteBuf> taken) implements Pieces {
    @Override
    public ByteBuffer[] buffers() {
      return taken.stream()
          .flatMap(it -> Arrays.stream(it.nioBuffers()))
          .toArray(ByteBuffer[]::new);
    }

    @Override
    public void close() {
      taken.forEach(ByteBuf::release);
    }
  }
}
