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
 * The directory and the holdings, in two files for times without a gateway: the bytes as they came,
 * readable by the agent's user only. A file's time is when the gateway last said so. Files that
 * cannot be read or written are a degradation, and what came is used all the same. For one thread,
 * but for {@link #failure()}.
 */
final class RosterCache {
  private static final Logger LOG = LoggerFactory.getLogger(RosterCache.class);
  private static final String DIRECTORY = "directory.json";
  private static final String HOLDINGS = "holdings.json";

  private final Path folder;
  private Optional<Kept> directory = Optional.empty();
  private Optional<Kept> holdings = Optional.empty();
  private volatile Optional<String> failure = Optional.empty();

  /** What the gateway said, and when. */
  private record Kept(byte[] json, Instant at) {}

  RosterCache(Path folder) {
    this.folder = folder;
    try {
      directory = read(DIRECTORY, OfficerDirectoryJson.MAX_BYTES);
      holdings = read(HOLDINGS, HoldingsJson.MAX_BYTES);
    } catch (IOException e) {
      failed(e);
    }
  }

  /** What was kept; what cannot be read is as good as none, and is fetched again. */
  Roster load() {
    Optional<OfficerDirectory> officers = Optional.empty();
    Holdings held = Holdings.NONE;
    try {
      if (directory.isPresent()) {
        officers = Optional.of(OfficerDirectoryJson.decode(directory.get().json()));
      }
      if (holdings.isPresent()) {
        held = HoldingsJson.decode(holdings.get().json());
      }
    } catch (EvidenceException e) {
      LOG.warn("officers: cache: {}", e.getMessage());
    }
    return new Roster(officers, held, holdings.map(Kept::at).orElse(Instant.EPOCH));
  }

  /** The directory's bytes. */
  Optional<byte[]> directory() {
    return directory.map(Kept::json);
  }

  Optional<byte[]> holdings() {
    return holdings.map(Kept::json);
  }

  /** When the gateway last said what the directory is. */
  Optional<Instant> directoryAt() {
    return directory.map(Kept::at);
  }

  /** Why what the gateway said is not on the disk: after a restart it is not known. */
  Optional<String> failure() {
    return failure;
  }

  void keepDirectory(byte[] json, Instant at) {
    directory = Optional.of(new Kept(json, at));
    write(DIRECTORY, json, at);
  }

  void keepHoldings(byte[] json, Instant at) {
    holdings = Optional.of(new Kept(json, at));
    write(HOLDINGS, json, at);
  }

  private void write(String name, byte[] json, Instant at) {
    try {
      Files.createDirectories(folder);
      keep(name, json, at);
      failure = Optional.empty();
    } catch (IOException e) {
      failed(e);
    }
  }

  private void failed(IOException e) {
    if (failure.isEmpty()) {
      LOG.error("officers: cache: {}", e.toString());
    }
    failure = Optional.of("officers: cannot be kept for times without a gateway: " + e);
  }

  private Optional<Kept> read(String name, int maxBytes) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] json = in.readNBytes(maxBytes);
      return Optional.of(new Kept(json, Files.getLastModifiedTime(file).toInstant()));
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
