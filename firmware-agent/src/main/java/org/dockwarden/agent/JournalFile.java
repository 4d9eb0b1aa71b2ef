package org.dockwarden.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
 * Opens the journal; a corrupt one is set aside, never deleted, and a new one begun. Nothing is
 * lost by that: what the new one does not know, cameras still hold or the gateway recognises, and
 * sealed objects are set aside with it.
 *
 * @param corruption what was wrong, until a person has looked: as long as the old file lies there
 */
record JournalFile(SqliteJournal journal, Optional<String> corruption) {
  private static final Logger LOG = LoggerFactory.getLogger(JournalFile.class);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String CORRUPT = ".corrupt-";

  static JournalFile open(Path file, InstantSource clock) throws IOException {
    Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
    try {
      return new JournalFile(SqliteJournal.open(file), leftBehind(file));
    } catch (EvidenceException e) {
      if (e.code() != ErrorCode.JOURNAL_CORRUPT) {
        throw e;
      }
      LOG.error("{}", e.getMessage());
      setAside(file, clock.instant());
      return new JournalFile(SqliteJournal.open(file), leftBehind(file));
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
