package org.dockwarden.gateway.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.gateway.upload.UploadId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store as files of one local POSIX file system: {@code uploads/ID.part}, {@code
 * evidence/aa/RECORDING.age}, {@code quarantine/ID.age}.
 *
 * <p>Evidence comes to be by link(2), which fails when the name exists, so that two can never race
 * for it; then fsync of the folder. The link shares its inode with the upload, so a repeated call
 * can tell its own work from a conflict. Reading back uses O_DIRECT where the file system has it;
 * where not, {@link #readsBackFromMedium} is false, it is said once in the log, and health shows
 * it.
 */
public final class PosixEvidenceStore implements EvidenceStore {
  private static final Logger LOG = LoggerFactory.getLogger(PosixEvidenceStore.class);
  private static final String UPLOAD = ".part";
  private static final String SEALED = ".age";

  private final Path uploads;
  private final Path evidence;
  private final Path quarantine;
  private final long reserveBytes;
  private final Channels channels;
  private final FileStore disk;
  private final boolean direct;

  /** Opens the store in this folder, makes what is missing of it. */
  public PosixEvidenceStore(Path folder, long reserveBytes) throws IOException {
    this(folder, reserveBytes, Channels.SYSTEM);
  }

  /** As above, with a disk that may fail. */
  public PosixEvidenceStore(Path folder, long reserveBytes, Channels channels) throws IOException {
    this.uploads = folder.resolve("uploads");
    this.evidence = folder.resolve("evidence");
    this.quarantine = folder.resolve("quarantine");
    this.reserveBytes = reserveBytes;
    this.channels = channels;
    for (Path part : List.of(uploads, evidence, quarantine)) {
      Durable.createFolder(part);
    }
    this.disk = Files.getFileStore(folder);
    this.direct = DirectInputStream.isOffered(uploads);
    if (!direct) {
      LOG.info(
          "store {}: file system {} has no O_DIRECT; reading back goes through the page cache",
          folder,
          disk.type());
    }
  }

  @Override
  public void create(UploadId upload) throws IOException {
    try (FileChannel file =
        channels.open(partOf(upload), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      file.force(true);
      Durable.forceFolder(uploads);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException e) {
      throw StoreFailure.of("create", e);
    }
  }

  @Override
  public UploadWriter append(UploadId upload, long offset) throws IOException {
    FileChannel file = channels.open(partOf(upload), StandardOpenOption.WRITE);
    try {
      long length = file.size();
      if (length < offset) {
        throw new EvidenceException(
            ErrorCode.GATEWAY_STORE_FAILED,
            "upload " + upload + ": " + length + " bytes (expected: >= " + offset + ")");
      }
      PosixUploadWriter writer = new PosixUploadWriter(file);
      writer.cutBack(offset);
      return writer;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public OptionalLong length(UploadId upload) throws IOException {
    try {
      return OptionalLong.of(Files.size(partOf(upload)));
    } catch (NoSuchFileException e) {
      return OptionalLong.empty();
    }
  }

  @Override
  public List<UploadId> uploads() throws IOException {
    try (Stream<Path> files = Files.list(uploads)) {
      return files.map(PosixEvidenceStore::uploadOf).flatMap(Optional::stream).toList();
    }
  }

  @Override
  public void discard(UploadId upload) throws IOException {
    if (Files.deleteIfExists(partOf(upload))) {
      Durable.forceFolder(uploads);
    }
  }

  @Override
  public Placement place(UploadId upload, RecordingId recording) throws IOException {
    Path part = partOf(upload);
    Path place = placeOf(recording);
    try {
      Durable.createFolder(folderOf(place));
      Files.createLink(place, part);
    } catch (FileAlreadyExistsException e) {
      if (!Files.exists(part) || !Files.isSameFile(part, place)) {
        return Placement.CONFLICT;
      }
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      throw StoreFailure.of("link", e);
    }
    Durable.forceFolder(folderOf(place));
    return Placement.PLACED;
  }

  @Override
  public InputStream open(RecordingId recording) throws IOException {
    Path place = placeOf(recording);
    return direct ? DirectInputStream.open(place) : Files.newInputStream(place);
  }

  @Override
  public void quarantine(UploadId upload) throws IOException {
    if (Files.exists(partOf(upload))) {
      Durable.rename(partOf(upload), quarantineOf(upload));
    }
  }

  @Override
  public void quarantine(RecordingId recording, UploadId upload) throws IOException {
    Path place = placeOf(recording);
    Path part = partOf(upload);
    Path apart = quarantineOf(upload);
    if (Files.exists(part)) {
      // Both names are the same inode: the recording's goes, the upload's moves.
      boolean own = Files.exists(place) && Files.isSameFile(part, place);
      Durable.rename(part, apart);
      if (own) {
        Files.delete(place);
        Durable.forceFolder(folderOf(place));
      }
    } else if (Files.exists(place) && isOwn(place, apart)) {
      if (Files.exists(apart)) {
        Files.delete(place);
        Durable.forceFolder(folderOf(place));
      } else {
        Durable.rename(place, apart);
      }
    }
  }

  /** After a crash half-way both names exist and are one file. */
  private static boolean isOwn(Path place, Path apart) throws IOException {
    return !Files.exists(apart) || Files.isSameFile(place, apart);
  }

  @Override
  public void quarantinePaper(UploadId upload, String name, byte[] content) throws IOException {
    Path paper = quarantine.resolve(upload + "." + name);
    if (Files.exists(paper) && Arrays.equals(Files.readAllBytes(paper), content)) {
      return;
    }
    Path temporary = quarantine.resolve("." + upload + "." + name);
    Files.deleteIfExists(temporary);
    Durable.write(temporary, content);
    Durable.rename(temporary, paper);
  }

  @Override
  public long freeBytes() throws IOException {
    return Math.max(0, disk.getUsableSpace() - reserveBytes);
  }

  @Override
  public boolean readsBackFromMedium() {
    return direct;
  }

  private Path partOf(UploadId upload) {
    return uploads.resolve(upload + UPLOAD);
  }

  private Path quarantineOf(UploadId upload) {
    return quarantine.resolve(upload + SEALED);
  }

  private Path placeOf(RecordingId recording) {
    return evidence.resolve(recording.hex().substring(0, 2)).resolve(recording + SEALED);
  }

  private Path folderOf(Path place) {
    return place.resolveSibling("");
  }

  private static Optional<UploadId> uploadOf(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(UPLOAD)
        ? UploadId.parse(name.substring(0, name.length() - UPLOAD.length()))
        : Optional.empty();
  }
}
