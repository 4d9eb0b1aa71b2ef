package org.dockwarden.system.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rules over source files. Each returns what breaks it, as {@code file:line: what}. */
final class SourceRules {
  static final int MAX_LINES = 500;
  static final int MAX_COLUMNS = 100;

  private static final Pattern CATCHES_THROWABLE =
      Pattern.compile("catch\\s*\\(\\s*(final\\s+)?[\\w|\\s]*\\bThrowable\\b");
  private static final Pattern SKIPS =
      Pattern.compile(
          "@(Disabled|Ignore)\\b|\\bAssumptions\\b|\\bassum(e|ing)(True|False|That)\\b");
  private static final Pattern HARDWARE = Pattern.compile("@Tag\\(\"hardware\"\\)");

  private final Path top;

  /** Looks at every {@code MODULE/src} below this folder. */
  SourceRules(Path top) {
    this.top = top;
  }

  List<String> tooLongFiles() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : sources()) {
      int lines = Files.readAllLines(file).size();
      if (lines > MAX_LINES) {
        found.add(top.relativize(file) + ": " + lines + " lines (expected: <= " + MAX_LINES + ")");
      }
    }
    return found;
  }

  List<String> tooLongLines() throws IOException {
    return lines(
        (line, report) -> {
          int columns = line.codePointCount(0, line.length());
          if (columns > MAX_COLUMNS && !line.startsWith("import ")) {
            report.add(columns + " columns (expected: <= " + MAX_COLUMNS + ")");
          }
        });
  }

  /** Except around a MethodHandle, whose calls are declared to throw it. */
  List<String> catchesOfThrowable() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : sources()) {
      String text = Files.readString(file);
      if (CATCHES_THROWABLE.matcher(text).find() && !text.contains("MethodHandle")) {
        found.add(top.relativize(file) + ": catches Throwable");
      }
    }
    return found;
  }

  /** A test that may skip itself is no test; hardware tests are run by hand and tagged so. */
  List<String> skippedTests() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : sources()) {
      String text = Files.readString(file);
      if (!isMain(file)
          && !file.startsWith(rulesFolder())
          && SKIPS.matcher(text).find()
          && !HARDWARE.matcher(text).find()) {
        found.add(top.relativize(file) + ": skips tests");
      }
    }
    return found;
  }

  /** Every package is null-marked, where its main classes are, else where its tests are. */
  List<String> packagesWithoutNullMarked() throws IOException {
    Set<Path> folders = new TreeSet<>();
    for (Path file : sources()) {
      folders.add(file.getParent());
    }
    List<String> found = new ArrayList<>();
    for (Path folder : folders) {
      if (!isNullMarked(folder) && (isMain(folder) || !isNullMarked(mainOf(folder)))) {
        found.add(top.relativize(folder) + ": no package-info.java with @NullMarked");
      }
    }
    return found;
  }

  List<Path> sources() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> modules = Files.list(top)) {
      for (Path source : modules.map(module -> module.resolve("src")).toList()) {
        if (Files.isDirectory(source)) {
          try (Stream<Path> walk = Files.walk(source)) {
            walk.filter(file -> file.toString().endsWith(".java")).sorted().forEach(files::add);
          }
        }
      }
    }
    return files;
  }

  private List<String> lines(BiConsumer<String, List<String>> check) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : sources()) {
      int number = 0;
      for (String line : Files.readAllLines(file)) {
        number++;
        List<String> here = new ArrayList<>();
        check.accept(line, here);
        for (String what : here) {
          found.add(top.relativize(file) + ":" + number + ": " + what);
        }
      }
    }
    return found;
  }

  private Path rulesFolder() {
    return top.resolve("system-tests/src/test/java/org/dockwarden/system/rules");
  }

  private static boolean isNullMarked(Path folder) throws IOException {
    Path file = folder.resolve("package-info.java");
    return Files.exists(file) && Files.readString(file).contains("@NullMarked");
  }

  private static boolean isMain(Path path) {
    return path.toString().contains("/src/main/");
  }

  private static Path mainOf(Path testFolder) {
    return Path.of(testFolder.toString().replace("/src/test/", "/src/main/"));
  }
}
