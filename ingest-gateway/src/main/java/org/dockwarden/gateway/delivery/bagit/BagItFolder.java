package org.dockwarden.gateway.delivery.bagit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.manifest.Manifest;
import org.dockwarden.evidence.manifest.OriginalFile;
import org.dockwarden.gateway.delivery.Connector;
import org.dockwarden.gateway.delivery.Evidence;
import org.dockwarden.gateway.store.Durable;

/**
 * Delivers bags into a hot folder. A bag is written below {@code .staging/} in that folder, every
 * file and folder of it forced to disk, and then appears by one rename (B-4). {@code .staging/} is
 * the only place of the gateway where plaintext can be left by a crash (I6); {@link #recover}
 * empties it.
 */
public final class BagItFolder implements Connector {
  private static final String NAME = "bagit";
  private static final String STAGING = ".staging";
  private static final int BUFFER_BYTES = 256 * 1024;

  private final Path folder;
  private final Path staging;
  private final Path acknowledgements;
  private final String gateway;
  private final InstantSource clock;

  /** A connector from these folders; both are made where missing. */
  public BagItFolder(Path folder, Path acknowledgements, String gateway, InstantSource clock)
      throws IOException {
    this.folder = folder;
    this.staging = folder.resolve(STAGING);
    this.acknowledgements = acknowledgements;
    this.gateway = gateway;
    this.clock = clock;
    Durable.createFolder(staging);
    Durable.createFolder(acknowledgements);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void recover() throws IOException {
    removeContent(staging);
  }

  @Override
  public String nameOf(Manifest manifest) {
    return BagName.of(manifest);
  }

  @Override
  public void handOver(Evidence evidence) throws IOException {
    String name = nameOf(evidence.manifest());
    Path bag = folder.resolve(name);
    if (Files.exists(bag)) {
      checkSame(bag, evidence.manifest());
    } else {
      deliver(evidence, staging.resolve(name), bag);
    }
  }

  /** What fails leaves nothing readable behind: it may be long until the next try. */
  private void deliver(Evidence evidence, Path draft, Path bag) throws IOException {
    try {
      remove(draft);
      write(draft, evidence);
      Durable.rename(draft, bag);
    } catch (IOException | RuntimeException e) {
      try {
        remove(draft);
      } catch (IOException left) {
        e.addSuppressed(left); // The next try, or the next start, removes it.
      }
      throw e;
    }
  }

  @Override
  public Optional<Answer> answer(String name) throws IOException {
    Path file = acknowledgements.resolve(name + ".json");
    try (InputStream in = Files.newInputStream(file)) {
      byte[] json = in.readNBytes(Acknowledgement.MAX_BYTES + 1);
      return Optional.of(Acknowledgement.parse(json, name));
    } catch (NoSuchFileException e) {
      return Optional.empty(); // Nothing said yet.
    }
  }

  private void write(Path draft, Evidence evidence) throws IOException {
    SequencedMap<String, byte[]> tagFiles = BagFiles.tagFiles(evidence, gateway, clock.instant());
    Files.createDirectory(draft);
    Files.createDirectory(draft.resolve("data"));
    Files.createDirectory(draft.resolve("dockwarden"));
    writePayload(draft.resolve(BagFiles.payload(evidence.manifest())), evidence);
    for (Map.Entry<String, byte[]> file : tagFiles.entrySet()) {
      Durable.write(draft.resolve(file.getKey()), file.getValue());
    }
    Durable.write(draft.resolve("tagmanifest-sha256.txt"), BagFiles.tagManifest(tagFiles));
    Durable.forceFolder(draft.resolve("data"));
    Durable.forceFolder(draft.resolve("dockwarden"));
    Durable.forceFolder(draft);
  }

  /** Writes and digests in one pass; what differs never gets its final name. */
  private static void writePayload(Path file, Evidence evidence) throws IOException {
    MessageDigest sha256 = Digest.bulkSha256();
    long bytes = 0;
    try (InputStream original = evidence.original().open();
        FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int count = original.read(buffer); count >= 0; count = original.read(buffer)) {
        sha256.update(buffer, 0, count);
        ByteBuffer rest = ByteBuffer.wrap(buffer, 0, count);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        bytes += count;
      }
      channel.force(true);
    }
    check(bytes, Digest.of(sha256.digest()), evidence.manifest().file(), "opened");
  }

  /** A bag of that name is there already: ours, or somebody's whom we must not overwrite. */
  private static void checkSame(Path bag, Manifest manifest) throws IOException {
    MessageDigest sha256 = Digest.bulkSha256();
    long bytes = 0;
    try (InputStream payload = Files.newInputStream(bag.resolve(BagFiles.payload(manifest)))) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int count = payload.read(buffer); count >= 0; count = payload.read(buffer)) {
        sha256.update(buffer, 0, count);
        bytes += count;
      }
    } catch (NoSuchFileException e) {
      boolean there = Files.exists(bag); // Else the DEMS has taken it away just now.
      throw new EvidenceException(
          there ? ErrorCode.EVIDENCE_CONFLICT : ErrorCode.DELIVERY_UNAVAILABLE,
          "bag " + bag.getFileName() + (there ? ": other content" : ": taken away"),
          e);
    }
    check(bytes, Digest.of(sha256.digest()), manifest.file(), "bag " + bag.getFileName());
  }

  private static void check(long bytes, Digest digest, OriginalFile expected, String what)
      throws EvidenceException {
    if (bytes != expected.bytes() || !digest.equals(expected.digest())) {
      throw new EvidenceException(
          ErrorCode.EVIDENCE_CONFLICT,
          what
              + ": "
              + bytes
              + " bytes "
              + digest
              + " (expected: "
              + expected.bytes()
              + " bytes "
              + expected.digest()
              + ")");
    }
  }

  private static void remove(Path draft) throws IOException {
    removeContent(draft);
    Files.deleteIfExists(draft);
  }

  /** Removes everything inside a folder; follows no link; the folder need not be there. */
  private static void removeContent(Path top) throws IOException {
    if (!Files.isDirectory(top)) {
      return;
    }
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path left, @org.jspecify.annotations.Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            if (!left.equals(top)) {
              Files.delete(left);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
