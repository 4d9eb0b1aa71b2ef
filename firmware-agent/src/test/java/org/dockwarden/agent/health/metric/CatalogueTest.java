package org.dockwarden.agent.health.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dockwarden.evidence.sparkplug.SparkplugType;
import org.junit.jupiter.api.Test;

/** The catalogue is what spec/health-topics.md lists, and a change is told as H-14 says. */
final class CatalogueTest {
  private static final Path SPEC = Path.of("..", "spec", "health-topics.md");
  private static final Instant AT = Instant.ofEpochSecond(1_800_000_000);

  @Test
  void specificationListsEveryMetricOfTheDock() throws Exception {
    assertEquals(listed("## 5."), coded(Catalogue.node()));
  }

  @Test
  void specificationListsEveryMetricOfABay() throws Exception {
    assertEquals(listed("## 6."), coded(Catalogue.bay()));
  }

  private static SortedMap<String, String> coded(List<Kind> kinds) {
    SortedMap<String, String> all = new TreeMap<>();
    for (Kind kind : kinds) {
      all.put(kind.name(), type(kind.type()) + " " + kind.unit().orElse("") + " " + told(kind));
    }
    return all;
  }

  private static String type(SparkplugType type) {
    return type.name().toLowerCase(Locale.ROOT).replace("_", "");
  }

  private static String told(Kind kind) {
    StringBuilder text = new StringBuilder(kind.isEvent() ? "E" : "T");
    if (kind.relative() > 0) {
      text.append(" ±").append(Math.round(kind.relative() * 100)).append(" %");
    } else if (kind.absolute() > 0) {
      text.append(" ±").append(Math.round(kind.absolute()));
    }
    if (!kind.interval().isZero()) {
      text.append(" /").append(kind.interval().toSeconds()).append(" s");
    }
    return text.toString();
  }

  /** Rows of a section, one for each name; those of commands and of Sparkplug itself are others. */
  private static SortedMap<String, String> listed(String heading) throws Exception {
    SortedMap<String, String> all = new TreeMap<>();
    List<String> lines =
        Files.readAllLines(SPEC).stream().dropWhile(line -> !line.startsWith(heading)).toList();
    for (String line : lines.subList(1, lines.size())) {
      if (line.startsWith("## ")) {
        break;
      }
      String[] cells = line.split("\\|", -1);
      if (cells.length < 6 || !cells[1].contains("`") || isOther(cells[1])) {
        continue;
      }
      String rest =
          cells[2].strip().toLowerCase(Locale.ROOT)
              + " "
              + cells[3].strip()
              + " "
              + cells[4].strip();
      Stream.of(cells[1].split(",")).forEach(name -> all.put(name.replace("`", "").strip(), rest));
    }
    return all;
  }

  private static boolean isOther(String cell) {
    return cell.contains("command/") || cell.contains("bdSeq") || cell.contains("Node Control");
  }

  @Test
  void tellsWhatDiffersByItsDeadbandAndNotTooOften() {
    Teller teller = new Teller();
    Kind kind = Catalogue.BATTERY_CURRENT;
    teller.born(List.of(Reading.of(kind, 400L)), AT, 0);
    long later = Duration.ofSeconds(31).toNanos();
    assertTrue(news(teller, Reading.of(kind, 449L), later).isEmpty());
    assertEquals(1, news(teller, Reading.of(kind, 450L), later).size());
    assertTrue(news(teller, Reading.of(kind, 900L), later + 1).isEmpty(), "too soon");
    assertEquals(1, news(teller, Reading.of(kind, 900L), 2 * later).size());
    assertEquals(1, news(teller, Reading.ofNull(kind), 3 * later).size());
    assertTrue(news(teller, Reading.ofNull(kind), 4 * later).isEmpty());
  }

  @Test
  void tellsEachChangeOfAnEvent() {
    Teller teller = new Teller();
    for (Map.Entry<String, Integer> step :
        List.of(Map.entry("empty", 1), Map.entry("powered", 1), Map.entry("powered", 0))) {
      assertEquals(
          step.getValue(),
          news(teller, Reading.of(Catalogue.STATE, step.getKey()), 0).size(),
          step.getKey());
    }
  }

  private static List<?> news(Teller teller, Reading reading, long nanos) {
    return teller.changed(List.of(reading), AT, nanos).metrics();
  }
}
