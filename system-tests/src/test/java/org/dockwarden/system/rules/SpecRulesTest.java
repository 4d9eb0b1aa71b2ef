package org.dockwarden.system.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A number names one rule of the specification, and one decision. */
final class SpecRulesTest {
  private static final Path TOP = Path.of("").toAbsolutePath().resolve("..").normalize();
  private static final Pattern RULE = Pattern.compile("^\\s*- \\*\\*([A-Z]+-[0-9]+)\\*\\*");
  private static final Pattern DECISION = Pattern.compile("^(\\d{4})-.*\\.md$");

  @Test
  void everyRuleHasANumberOfItsOwn() throws IOException {
    Map<String, List<String>> rules = new HashMap<>();
    for (Path file : markdown("spec")) {
      for (String line : Files.readAllLines(file)) {
        RULE.matcher(line)
            .results()
            .forEach(
                rule ->
                    rules
                        .computeIfAbsent(rule.group(1), _ -> new ArrayList<>())
                        .add(file.getFileName().toString()));
      }
    }
    assertTrue(rules.containsKey("P-8"), "rules are read");
    rules.values().removeIf(files -> files.size() == 1);
    assertEquals(Map.of(), rules);
  }

  @Test
  void everyDecisionHasANumberOfItsOwnAndSaysIt() throws IOException {
    List<String> numbers = new ArrayList<>();
    for (Path file : markdown("docs/decisions")) {
      var name = DECISION.matcher(file.getFileName().toString());
      assertTrue(name.matches(), file.toString());
      int number = Integer.parseInt(name.group(1));
      assertTrue(Files.readString(file).startsWith("# " + number + ". "), file.toString());
      numbers.add(name.group(1));
    }
    assertEquals(numbers.stream().distinct().toList(), numbers);
  }

  private static List<Path> markdown(String folder) throws IOException {
    try (var files = Files.list(TOP.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }
}
