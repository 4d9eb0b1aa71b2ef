package org.dockwarden.agent.upload;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.dockwarden.agent.journal.QueuedRecording;
import org.dockwarden.agent.journal.RecordingJournal;
import org.dockwarden.agent.spool.GrowingObject;
import org.dockwarden.agent.spool.Spool;

/** Which worker has which object, and which objects have to wait. Thread-safe. */
final class UploadClaims {
  /** How far down the queue a worker looks past what is claimed or has to wait. */
  private static final int LOOK_AHEAD = 256;

  /**
   * So much longer than the worker that failed with it does an object wait: when one upload cannot
   * succeed, the worker takes another first, and the queue goes on.
   */
  private static final Duration OTHERS_FIRST = Duration.ofMillis(100);

  private final RecordingJournal journal;
  private final Spool spool;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<UUID, GrowingObject> growing = new LinkedHashMap<>();
  private final Map<UUID, URI> uploads = new HashMap<>();
  private final Map<UUID, Long> notBefore = new HashMap<>();
  private final Set<UUID> claimed = new HashSet<>();
  private long changes;

  UploadClaims(RecordingJournal journal, Spool spool) {
    this.journal = journal;
    this.spool = spool;
  }

  void follow(GrowingObject object) {
    lock.lock();
    try {
      growing.put(object.id(), object);
      signal();
    } finally {
      lock.unlock();
    }
  }

  void unfollow(GrowingObject object) {
    lock.lock();
    try {
      growing.remove(object.id());
      notBefore.remove(object.id());
      signal();
    } finally {
      lock.unlock();
    }
  }

  private void signal() {
    changes++;
    changed.signalAll();
  }

  /** The most urgent object that nobody has: complete ones first, then those that grow. */
  Optional<UploadSource> claim() throws IOException {
    lock.lock();
    try {
      for (QueuedRecording recording : journal.queue(LOOK_AHEAD)) {
        if (isFree(recording.object())) {
          take(recording.object());
          return Optional.of(new UploadSource.Complete(recording, spool));
        }
      }
      for (GrowingObject object : growing.values()) {
        if (isFree(object.id())) {
          take(object.id());
          return Optional.of(new UploadSource.Growing(object));
        }
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private void take(UUID object) {
    claimed.add(object);
    notBefore.remove(object);
  }

  private boolean isFree(UUID object) {
    Long until = notBefore.get(object);
    return !claimed.contains(object) && (until == null || System.nanoTime() - until >= 0);
  }

  void release(UUID object) {
    lock.lock();
    try {
      claimed.remove(object);
      GrowingObject grown = growing.get(object);
      if (grown != null && !notBefore.containsKey(object)) {
        // All of it is sent: nothing more to do until it is a recording's.
        notBefore.put(object, System.nanoTime() + Duration.ofDays(1).toNanos());
      }
      signal();
    } finally {
      lock.unlock();
    }
  }

  /** Whether the object grows, or a worker has it. */
  boolean isActive(UUID object) {
    lock.lock();
    try {
      return growing.containsKey(object) || claimed.contains(object);
    } finally {
      lock.unlock();
    }
  }

  /** The object's turn comes again after the wait, and after the others that have waited for it. */
  void postpone(UUID object, Duration wait) throws InterruptedException {
    lock.lock();
    try {
      notBefore.put(object, System.nanoTime() + wait.plus(OTHERS_FIRST).toNanos());
    } finally {
      lock.unlock();
    }
    // The worker pauses too, so that one failure is not repeated with every other object at once.
    pause(wait);
  }

  Optional<URI> uploadOf(UploadSource source) {
    lock.lock();
    try {
      Optional<URI> made = Optional.ofNullable(uploads.get(source.object()));
      return switch (source) {
        case UploadSource.Complete complete -> made.or(() -> complete.recording().upload());
        case UploadSource.Growing _ -> made;
      };
    } finally {
      lock.unlock();
    }
  }

  void rememberUpload(UUID object, URI upload) {
    lock.lock();
    try {
      uploads.put(object, upload);
    } finally {
      lock.unlock();
    }
  }

  void forgetUpload(UUID object) {
    lock.lock();
    try {
      uploads.remove(object);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until something changes, or the time has passed. */
  void await(Duration timeout) throws InterruptedException {
    lock.lock();
    try {
      long before = changes;
      long left = timeout.toNanos();
      while (changes == before && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the whole time, unless interrupted. */
  void pause(Duration wait) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(wait.toNanos());
  }

  void wake() {
    lock.lock();
    try {
      signal();
    } finally {
      lock.unlock();
    }
  }
}
