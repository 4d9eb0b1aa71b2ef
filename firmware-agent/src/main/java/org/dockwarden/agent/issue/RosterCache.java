package org.dockwarden.agent.issue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.wire.Holdings;
import org.dockwarden.evidence.wire.HoldingsJson;
import org.dockwarden.evidence.wire.OfficerDirectory;
import org.dockwarden.evidence.wire.OfficerDirectoryJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory and the holdings in two files, for times without a gateway: the bytes as they came,
 * readable by the agent's user only. A file's time is when the gateway last said so.
 */
final class RosterCache {
  private static final Logger LOG = LoggerFactory.getLogger(RosterCache.class);
  private static final String DIRECTORY = "directory.json";
  private static final String HOLDINGS = "holdings.json";

  private final Path folder;

  RosterCache(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
  }

  /** What was kept; a file that cannot be read is as good as none, and is fetched again. */
  Roster load() throws IOException {
    Optional<OfficerDirectory> directory = Optional.empty();
    Holdings holdings = Holdings.NONE;
    try {
      Optional<byte[]> officers = directory();
      if (officers.isPresent()) {
        directory = Optional.of(OfficerDirectoryJson.decode(officers.get()));
      }
      Optional<byte[]> held = holdings();
      if (held.isPresent()) {
        holdings = HoldingsJson.decode(held.get());
      }
    } catch (EvidenceException e) {
      LOG.warn("officers: cache: {}", e.getMessage());
    }
    return new Roster(directory, holdings, holdingsAt().orElse(Instant.EPOCH));
  }

  /** The directory's bytes. */
  Optional<byte[]> directory() throws IOException {
    return read(DIRECTORY, OfficerDirectoryJson.MAX_BYTES);
  }

  Optional<byte[]> holdings() throws IOException {
    return read(HOLDINGS, HoldingsJson.MAX_BYTES);
  }

  /** When the gateway last said what the directory is. */
  Optional<Instant> directoryAt() throws IOException {
    return at(DIRECTORY);
  }

  private Optional<Instant> holdingsAt() throws IOException {
    return at(HOLDINGS);
  }

  void keepDirectory(byte[] json, Instant at) throws IOException {
    keep(DIRECTORY, json, at);
  }

  void keepHoldings(byte[] json, Instant at) throws IOException {
    keep(HOLDINGS, json, at);
  }

  private Optional<byte[]> read(String name, int maxBytes) throws IOException {
    try (InputStream in = Files.newInputStream(folder.resolve(name))) {
      return Optional.of(in.readNBytes(maxBytes));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private Optional<Instant> at(String name) throws IOException {
    try {
      return Optional.of(Files.getLastModifiedTime(folder.resolve(name)).toInstant());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private void keep(String name, byte[] json, Instant at) throws IOException {
    Path part = folder.resolve(name + ".part");
    Set<StandardOpenOption> how =
        Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    try (FileChannel file =
        FileChannel.open(
            part,
            how,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer bytes = ByteBuffer.wrap(json);
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(true);
    }
    Files.setLastModifiedTime(part, FileTime.from(at));
    Files.move(
        part,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
