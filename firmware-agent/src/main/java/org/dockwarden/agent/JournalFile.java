package org.dockwarden.agent;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.dockwarden.agent.journal.SqliteJournal;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the journal, for this process alone; a corrupt one is set aside, never deleted, and a new
 * one begun. Nothing is lost by that: what the new one does not know, cameras still hold or the
 * gateway recognises, and sealed objects are set aside with it.
 *
 * @param lock keeps another agent from the same journal and spool
 * @param corruption what was wrong, until a person has looked: as long as the old file lies there
 */
record JournalFile(SqliteJournal journal, FileChannel lock, Optional<String> corruption)
    implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JournalFile.class);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String CORRUPT = ".corrupt-";

  static JournalFile open(Path file, InstantSource clock) throws IOException {
    Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
    FileChannel lock = lock(file);
    try {
      return new JournalFile(journal(file, clock), lock, leftBehind(file));
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  /** The daemon, and {@code camera-folder} with the same configuration, must not run together. */
  private static FileChannel lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file.resolveSibling(file.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    if (!isTaken(channel)) {
      channel.close();
      throw new EvidenceException(
          ErrorCode.JOURNAL_FAILED, file + ": in use by another agent (expected: stopped)");
    }
    return channel;
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // By an agent in this process.
    }
  }

  private static SqliteJournal journal(Path file, InstantSource clock) throws IOException {
    try {
      return SqliteJournal.open(file);
    } catch (EvidenceException e) {
      if (e.code() != ErrorCode.JOURNAL_CORRUPT) {
        throw e;
      }
      LOG.error("{}", e.getMessage());
      setAside(file, clock.instant());
      return SqliteJournal.open(file);
    }
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      journal.close();
    }
  }

  private static void setAside(Path file, Instant at) throws IOException {
    for (String suffix : List.of("", "-wal", "-shm")) {
      Path part = file.resolveSibling(file.getFileName() + suffix);
      if (Files.exists(part)) {
        Path aside = part.resolveSibling(part.getFileName() + CORRUPT + STAMP.format(at));
        Files.move(part, aside, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  private static Optional<String> leftBehind(Path file) throws IOException {
    Path folder = file.toAbsolutePath().resolveSibling("");
    try (var names = Files.list(folder)) {
      return names
          .filter(name -> name.getFileName().toString().startsWith(file.getFileName() + CORRUPT))
          .findFirst()
          .map(name -> ErrorCode.JOURNAL_CORRUPT.code() + ": set aside as " + name);
    }
  }
}
