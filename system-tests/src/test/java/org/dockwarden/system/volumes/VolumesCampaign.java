package org.dockwarden.system.volumes;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.dockwarden.system.fixture.Folders;

/** What {@link RealVolumesIT} does, with a large file of any size. */
public final class VolumesCampaign {
  /**
   * The image, a copy where nothing mounts, the spool, the gateway's store, the DEMS; one spare.
   */
  private static final int COPIES = 6;

  private static final long OTHER_BYTES = 1L << 30;

  /** Only bounds a failure: 4 GiB take minutes on two busy cores. */
  private static final Duration LIMIT = Duration.ofMinutes(15);

  private final long largeBytes;
  private final Path folder;
  private final PrintStream out;

  private VolumesCampaign(long largeBytes, Path folder, PrintStream out) {
    this.largeBytes = largeBytes;
    this.folder = folder;
    this.out = out;
  }

  /** Which file system a card has. */
  public enum Kind {
    FAT32,
    EXFAT
  }

  /** Makes a card below a folder. */
  @FunctionalInterface
  private interface Maker {
    CardImage make(Path work, long largeBytes) throws IOException, InterruptedException;
  }

  /** Whether all cards went well; nothing is left in the folder either way. */
  public static boolean run(long largeBytes, Set<Kind> kinds, Path folder, PrintStream out)
      throws IOException, InterruptedException {
    if (largeBytes < 1 || largeBytes > Cards.FAT_MAX_FILE) {
      throw new IOException("bytes: %d (expected: 1 to 4294967295)".formatted(largeBytes));
    }
    long free = Files.getFileStore(folder).getUsableSpace();
    long needed = COPIES * largeBytes + OTHER_BYTES;
    if (free < needed) {
      throw new IOException("free in %s: %d (expected: >= %d)".formatted(folder, free, needed));
    }
    VolumesCampaign campaign = new VolumesCampaign(largeBytes, folder, out);
    boolean passed = true;
    for (Kind kind : kinds) {
      passed &=
          switch (kind) {
            case FAT32 -> campaign.passes(kind, Cards::fat);
            case EXFAT -> campaign.passes(kind, Cards::exfat);
          };
    }
    return passed;
  }

  private boolean passes(Kind kind, Maker maker) throws IOException, InterruptedException {
    Path work = Files.createTempDirectory(folder, "dockwarden-volumes-");
    try {
      WholeCard.deliver(maker.make(work, largeBytes), work, LIMIT, out);
      out.println(kind + ": passed");
      return true;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception | AssertionError e) {
      out.println(kind + ": FAILED");
      e.printStackTrace(out);
      return false;
    } finally {
      Folders.delete(work);
    }
  }
}
