package org.dockwarden.system.volumes;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dockwarden.system.fixture.Footage;

/** A FAT32 card, made and read by mtools, which know FAT without any mount. */
final class FatImage implements CardImage {
  /** FSInfo sector, FSI_Nxt_Free (Microsoft FAT specification 1.03, page 22). */
  private static final long NEXT_FREE_HINT = 512 + 492;

  /**
   * What fsck.fat 4.2 says of a sound file of 4 GiB − 1: it counts the bytes of the chain in 32
   * bits, and 4 GiB are 0 there. That the chain is whole shows when mtools read the file.
   */
  private static final Pattern LARGEST_FILE =
      Pattern.compile(
          """
          /[^\n]*
            File size is 4294967295 bytes, cluster chain length is 0 bytes\\.
            Truncating file to 0 bytes\\.
          """);

  private static final Pattern CLEAN =
      Pattern.compile(
          "fsck\\.fat [^\n]*\n\n?(Leaving filesystem unchanged\\.\n)?[^\n]* files, [^\n]*\n");

  private static final Pattern PIECE = Pattern.compile("<[^>]+>");

  private final Path image;

  private FatImage(Path image) {
    this.image = image;
  }

  /** Makes an empty card of this size. It has no label, which some drivers show as a file. */
  static FatImage make(Path image, long bytes) throws IOException, InterruptedException {
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(bytes);
    }
    Tool.run("mkfs.fat", "-F", "32", image.toString());
    return new FatImage(image);
  }

  /** Copies a folder's content onto the card, one file at a time in the order of names. */
  void copyIn(Path folder) throws IOException, InterruptedException {
    try (Stream<Path> entries = Files.walk(folder)) {
      for (Path entry : entries.sorted().toList()) {
        String target = folder.relativize(entry).toString();
        if (Files.isDirectory(entry) && !target.isEmpty()) {
          Tool.run("mmd", "-i", image.toString(), "::" + target);
        } else if (Files.isRegularFile(entry)) {
          copyIn(entry, target);
        }
      }
    }
  }

  /** Copies one file in. */
  void copyIn(Path file, String path) throws IOException, InterruptedException {
    Tool.run("mcopy", "-m", "-i", image.toString(), file.toString(), "::" + path);
  }

  /** Copies one file in so that it lies in at least {@code holes} pieces. */
  void copyInFragmented(Path file, String path, int holes)
      throws IOException, InterruptedException {
    Path filler = Files.createDirectory(image.resolveSibling("filler"));
    long piece = Files.size(file) / (holes + 1);
    List<String> copy = new ArrayList<>(List.of("mcopy", "-i", image.toString()));
    List<String> delete = new ArrayList<>(List.of("mdel", "-i", image.toString()));
    List<String> rest = new ArrayList<>(List.of("mdel", "-i", image.toString()));
    for (int number = 1000; number < 1000 + 2 * holes; number++) {
      Path one = filler.resolve("F" + number);
      Files.write(one, new byte[(int) piece]);
      copy.add(one.toString());
      (number % 2 == 0 ? delete : rest).add("::F" + number);
    }
    copy.add("::");
    Tool.run(copy.toArray(String[]::new));
    Tool.run(delete.toArray(String[]::new));
    searchFromTheStart();
    copyIn(file, path);
    Tool.run(rest.toArray(String[]::new));
  }

  @Override
  public String kind() {
    return "FAT32";
  }

  @Override
  public Path file() {
    return image;
  }

  @Override
  public NavigableMap<String, String> digests() throws IOException, InterruptedException {
    NavigableMap<String, String> digests = new TreeMap<>();
    for (String line :
        Tool.run("mdir", "-/", "-a", "-b", "-i", image.toString(), "::").lines().toList()) {
      if (line.startsWith("::/") && !line.endsWith("/")) {
        String digest = Tool.read(Footage::sha256, "mcopy", "-i", image.toString(), line, "-");
        digests.put(line.substring(3), digest);
      }
    }
    return digests;
  }

  @Override
  public int pieces(String path) throws IOException, InterruptedException {
    Matcher piece = PIECE.matcher(Tool.run("mshowfat", "-i", image.toString(), "::" + path));
    return (int) piece.results().count();
  }

  @Override
  public void check() throws IOException, InterruptedException {
    Tool.Outcome outcome = Tool.attempt("fsck.fat", "-n", image.toString());
    String complaints = LARGEST_FILE.matcher(outcome.output()).replaceFirst("");
    if (outcome.code() != 0 && !CLEAN.matcher(complaints).matches()) {
      throw new IOException("fsck.fat: " + outcome);
    }
  }

  @Override
  public Mount mount(Path folder) throws IOException, InterruptedException {
    String file = image.toString();
    String root = folder.toString();
    Mount.Attempt attempt =
        Mount.firstThatWorks(
            List.of(
                () -> Mount.byKernel("vfat", image, folder),
                () ->
                    Mount.readableToTheEnd(
                        Mount.byFuse(
                            "fusefat",
                            folder,
                            "fusefat",
                            "-s",
                            "-o",
                            "rw+,noforget",
                            file,
                            root))));
    return switch (attempt) {
      case Mount.Attempt.Mounted(Mount mount) -> mount;
      case Mount.Attempt.Failed(String why) -> {
        Tool.run("mcopy", "-s", "-m", "-n", "-i", file, "::*", root);
        yield Mount.copyIn(folder, "mtools copy, since " + why);
      }
    };
  }

  private void searchFromTheStart() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.seek(NEXT_FREE_HINT);
      file.writeInt(-1); // unknown: whoever allocates looks from the first cluster
    }
  }
}
