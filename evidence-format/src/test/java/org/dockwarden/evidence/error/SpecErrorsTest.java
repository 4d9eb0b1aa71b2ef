package org.dockwarden.evidence.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of {@code spec/errors.md} and the enum say the same, in the same order. */
class SpecErrorsTest {
  private static final Path SPEC = Path.of("..", "spec", "errors.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z0-9-]+)` \\| (\\d{3}) \\| ([A-Z]+) \\| (.+) \\| (.+) \\|");

  @Test
  void tableAndEnumAgree() throws IOException {
    List<String> table = new ArrayList<>();
    for (String line : Files.readAllLines(SPEC)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        table.add("%s %s %s".formatted(row.group(1), row.group(2), row.group(3)));
      }
    }
    List<String> codes =
        Stream.of(ErrorCode.values())
            .map(it -> "%s %d %s".formatted(it.code(), it.httpStatus(), it.reaction()))
            .toList();
    assertEquals(String.join("\n", codes), String.join("\n", table));
  }

  @Test
  void everyReactionIsExplained() throws IOException {
    String text = Files.readString(SPEC);
    for (Reaction reaction : Reaction.values()) {
      assertTrue(text.contains("- " + reaction + ": "), reaction::name);
    }
  }

  @Test
  void codesAreTheConstantsNames() {
    for (ErrorCode code : ErrorCode.values()) {
      assertEquals(code.name(), code.code().toUpperCase(Locale.ROOT).replace('-', '_'));
      assertEquals(Optional.of(code), ErrorCode.of(code.code()));
    }
    assertEquals(Optional.empty(), ErrorCode.of("no-such-code"));
  }
}
