import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Faults of the kit, and what it cannot see, each with its reason. A line is {@code PROFILE TEST ID
 * REASON…}; a {@code *} as test stands for all of the profile.
 */
final class Faults {
  private final List<String[]> known = new ArrayList<>();
  private final List<String[]> seen = new ArrayList<>();

  static Faults read(Path file) throws IOException {
    Faults faults = new Faults();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        faults.known.add(line.strip().split("\\s+", 4));
      }
    }
    return faults;
  }

  /** Why this verdict does not count, or null if it does. */
  String reason(String test, String id) {
    String[] names = test.split(" ");
    for (String[] fault : known) {
      boolean isTest = fault[1].equals("*") || fault[1].equals(names[1]);
      if (fault[0].equals(names[0]) && isTest && fault[2].equals(id)) {
        seen.add(fault);
        return fault[3];
      }
    }
    return null;
  }

  List<String> unused() {
    return known.stream()
        .filter(fault -> !seen.contains(fault))
        .map(fault -> String.join(" ", fault))
        .toList();
  }
}
