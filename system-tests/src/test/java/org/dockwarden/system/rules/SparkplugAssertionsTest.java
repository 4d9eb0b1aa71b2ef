package org.dockwarden.system.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code spec/sparkplug-assertions.md} is whole and true. */
final class SparkplugAssertionsTest {
  private static final Path TOP = Path.of("").toAbsolutePath().resolve("..").normalize();
  private static final Path TABLE = TOP.resolve("spec/sparkplug-assertions.md");
  private static final Pattern ROW = Pattern.compile("^\\| `(tck-id-[^`]+)` \\|.*\\|$");
  private static final Pattern SHOWN =
      Pattern.compile("^\\| `(tck-id-[^`]+)` \\|.*\\| `(\\w+)(?:#(\\w+))?` \\|$");
  private static final Pattern ID = Pattern.compile("tck-id-[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]");

  private final SourceRules sources = new SourceRules(TOP);

  @Test
  void namesEachAssertionOnce() throws IOException {
    List<String> named = new ArrayList<>();
    for (String line : Files.readAllLines(TABLE)) {
      ROW.matcher(line).results().forEach(row -> named.add(row.group(1)));
    }
    assertEquals(named.stream().distinct().toList(), named);
    assertEquals(assertions(), new TreeSet<>(named));
  }

  @Test
  void eachTestThatItNamesExistsAndNamesTheAssertion() throws IOException {
    List<String> problems = new ArrayList<>();
    int checked = 0;
    for (String line : Files.readAllLines(TABLE)) {
      var row = SHOWN.matcher(line);
      if (row.matches()) {
        checked++;
        String method = row.group(3) == null ? "" : row.group(3);
        if (!isShown(row.group(1), row.group(2) + ".java", method)) {
          problems.add(line);
        }
      }
    }
    assertEquals(List.of(), problems);
    assertTrue(checked > 200, checked + " rows with a test");
  }

  private boolean isShown(String id, String file, String method) throws IOException {
    Pattern whole = Pattern.compile(Pattern.quote(id) + "(?![A-Za-z0-9-])");
    for (Path source : sources.sources()) {
      if (source.endsWith(file)) {
        String text = Files.readString(source);
        if (whole.matcher(text).find()
            && (method.isEmpty() || text.contains("void " + method + "("))) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void everyAssertionThatSourcesNameIsOneOfSparkplug() throws IOException {
    Set<String> known = assertions();
    List<String> unknown = new ArrayList<>();
    for (Path source : sources.sources()) {
      ID.matcher(Files.readString(source))
          .results()
          .filter(hit -> !known.contains(hit.group()))
          .forEach(hit -> unknown.add(TOP.relativize(source) + ": " + hit.group()));
    }
    assertEquals(List.of(), unknown);
  }

  private static Set<String> assertions() throws IOException {
    try (var in =
        SparkplugAssertionsTest.class.getResourceAsStream("/sparkplug-3.0-assertions.txt")) {
      assertTrue(in != null, "the list of ids is there");
      return new TreeSet<>(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    }
  }
}
