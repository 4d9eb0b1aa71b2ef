package org.dockwarden.agent.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;

/**
 * The sealed objects of this dock in one folder. Thread-safe. The space of an object counts from
 * its reservation until its deletion; what is set aside counts too, since it lies there.
 */
public final class Spool {
  private static final String COMPLETE = ".age";
  private static final String PART = ".age.part";
  private static final Pattern OBJECT =
      Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.age(\\.part)?");

  private final Path folder;
  private final Path aside;
  private final long quota;
  private final long reserve;
  private final SpoolDisk disk;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition freed = lock.newCondition();
  private final Map<UUID, Long> sizes = new HashMap<>();
  private long promised; // Of the reservations, what is not yet written.
  private long deletions;
  private long asideBytes;
  private long asideCount;

  private Spool(Path folder, long quota, long reserve, SpoolDisk disk) {
    this.folder = folder;
    this.aside = folder.resolve("aside");
    this.quota = quota;
    this.reserve = reserve;
    this.disk = disk;
  }

  /**
   * Opens the spool and counts what lies there.
   *
   * @param quota bytes that sealed objects may take together
   * @param reserve free bytes of the disk that are never used
   */
  public static Spool open(Path folder, long quota, long reserve, SpoolDisk disk)
      throws IOException {
    Spool spool = new Spool(folder, quota, reserve, disk);
    Files.createDirectories(spool.aside);
    for (Path file : disk.list(folder)) {
      Matcher name = OBJECT.matcher(String.valueOf(file.getFileName()));
      if (name.matches()) {
        spool.sizes.put(UUID.fromString(name.group(1)), Files.size(file));
      }
    }
    for (Path file : disk.list(spool.aside)) {
      spool.asideBytes += Files.size(file);
      spool.asideCount++;
    }
    return spool;
  }

  /**
   * How full the spool is.
   *
   * @param roomBytes what it may still take: by its quota, and by what the disk has beyond the
   *     reserve
   */
  public record Usage(long bytes, long quota, long roomBytes, long objects, long asideObjects) {}

  /** How full the spool is now. */
  public Usage usage() throws IOException {
    lock.lock();
    try {
      long used = usedBytes();
      long room = Math.min(quota - used, disk.usableBytes(folder) - promised - reserve);
      return new Usage(used, quota, Math.max(0, room), sizes.size(), asideCount);
    } finally {
      lock.unlock();
    }
  }

  /** The objects that lie here, complete or not. */
  public List<UUID> objects() {
    lock.lock();
    try {
      return new ArrayList<>(sizes.keySet());
    } finally {
      lock.unlock();
    }
  }

  /** Whether an object of this size could ever be taken, were the spool empty. */
  public boolean canEverHold(long bytes) {
    return bytes <= quota;
  }

  /**
   * Begins an object of exactly this size, if there is room for all of it now.
   *
   * @return empty when quota or reserve do not allow it
   * @throws EvidenceException SPOOL_FAILED
   */
  public Optional<GrowingObject> begin(UUID object, long bytes) throws EvidenceException {
    lock.lock();
    try {
      if (usedBytes() + bytes > quota || disk.usableBytes(folder) - promised - bytes < reserve) {
        return Optional.empty();
      }
      FileChannel channel = disk.create(part(object));
      sizes.put(object, bytes);
      promised += bytes;
      return Optional.of(new GrowingObject(object, bytes, channel, this));
    } catch (IOException e) {
      throw failed(object, e);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until something has been deleted, or until the time has passed. */
  public void awaitFreed(Duration timeout) throws InterruptedException {
    lock.lock();
    try {
      long before = deletions;
      long left = timeout.toNanos();
      while (deletions == before && left > 0) {
        left = freed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Opens a complete object to read. */
  public FileChannel read(UUID object) throws EvidenceException {
    try {
      return FileChannel.open(complete(object), StandardOpenOption.READ);
    } catch (IOException e) {
      throw failed(object, e);
    }
  }

  /** Opens an object that still grows, or has just become complete. */
  FileChannel readGrowing(UUID object) throws IOException {
    try {
      return FileChannel.open(part(object), StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      return FileChannel.open(complete(object), StandardOpenOption.READ);
    }
  }

  /** Whether the object lies here whole. */
  public boolean holds(UUID object) {
    return Files.isRegularFile(complete(object));
  }

  /** Deletes an object, complete or not; the same again succeeds. */
  public void delete(UUID object) throws EvidenceException {
    try {
      disk.delete(part(object));
      disk.delete(complete(object));
      disk.forceFolder(folder);
    } catch (IOException e) {
      throw failed(object, e);
    }
    lock.lock();
    try {
      sizes.remove(object);
      deletions++;
      freed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Moves an object that the journal does not know out of the way; it is never deleted. */
  public void setAside(UUID object) throws EvidenceException {
    try {
      disk.rename(complete(object), aside.resolve(object + COMPLETE));
      disk.forceFolder(aside);
      disk.forceFolder(folder);
    } catch (IOException e) {
      throw failed(object, e);
    }
    lock.lock();
    try {
      Long bytes = sizes.remove(object);
      asideBytes += bytes == null ? 0 : bytes;
      asideCount++;
    } finally {
      lock.unlock();
    }
  }

  /** Makes a part complete: fsync, rename, fsync of the folder. */
  void complete(GrowingObject object, FileChannel channel) throws IOException {
    disk.force(channel);
    channel.close();
    disk.rename(part(object.id()), complete(object.id()));
    disk.forceFolder(folder);
  }

  /** Bytes of a reservation have been written, or are not going to be. */
  void spent(long bytes) {
    lock.lock();
    try {
      promised -= bytes;
    } finally {
      lock.unlock();
    }
  }

  SpoolDisk disk() {
    return disk;
  }

  private long usedBytes() {
    return asideBytes + sizes.values().stream().mapToLong(Long::longValue).sum();
  }

  private Path part(UUID object) {
    return folder.resolve(object + PART);
  }

  private Path complete(UUID object) {
    return folder.resolve(object + COMPLETE);
  }

  static EvidenceException failed(UUID object, IOException cause) {
    return new EvidenceException(ErrorCode.SPOOL_FAILED, object + ": " + cause, cause);
  }
}
