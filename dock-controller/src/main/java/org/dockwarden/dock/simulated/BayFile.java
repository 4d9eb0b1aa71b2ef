package org.dockwarden.dock.simulated;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockwarden.dock.camera.CameraDescriptor;

/**
 * The text of a {@code bay-N.toml}: a device in a simulated bay. TOML with one key a line, basic or
 * literal strings, integers, and arrays of integers on one line; that is all that these files need.
 *
 * @param volume folder that holds the camera's files
 * @param descriptor what the device says of itself
 * @param battery as it is when it is plugged in
 * @param milliamps what it draws whatever its battery says, for a camera with a fault
 */
record BayFile(
    Path volume, CameraDescriptor descriptor, SimulatedBattery battery, OptionalInt milliamps) {
  /** Reserved by pid.codes for testing: no camera has it. */
  private static final String DEFAULT_VENDOR = "1209";

  private static final String DEFAULT_PRODUCT_ID = "0001";
  private static final int MAX_LENGTH = 65_536;
  private static final Set<String> KEYS =
      Set.of(
          "volume",
          "vendor_id",
          "product_id",
          "serial",
          "product",
          "interface_classes",
          "battery_percent",
          "battery_mwh",
          "battery_milliamps",
          "draws_milliamps");
  private static final Pattern LINE = Pattern.compile("\\s*([a-z_]+)\\s*=\\s*(.*?)\\s*");
  private static final Pattern BASIC = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(?:#.*)?");
  private static final Pattern LITERAL = Pattern.compile("'([^']*)'\\s*(?:#.*)?");
  private static final Pattern NUMBERS = Pattern.compile("\\[([0-9a-fA-Fx,\\s]*)\\]\\s*(?:#.*)?");
  private static final Pattern INTEGER = Pattern.compile("(-?[0-9]{1,6})\\s*(?:#.*)?");
  private static final Pattern USB_ID = Pattern.compile("[0-9a-f]{4}");

  /** Reads a text; throws {@code IllegalArgumentException} with what is wrong. */
  static BayFile parse(String text, Path folder) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("file: longer than " + MAX_LENGTH + " characters");
    }
    Map<String, String> values = values(text);
    String volume = values.get("volume");
    if (volume == null) {
      throw new IllegalArgumentException("volume: missing (expected: a path)");
    }
    return new BayFile(
        folder.resolve(string("volume", volume)),
        new CameraDescriptor(
            usbId("vendor_id", values, DEFAULT_VENDOR),
            usbId("product_id", values, DEFAULT_PRODUCT_ID),
            string("serial", values.getOrDefault("serial", "''")),
            string("product", values.getOrDefault("product", "'Simulated camera'")),
            classes(values.getOrDefault("interface_classes", "[8]"))),
        battery(values),
        values.containsKey("draws_milliamps")
            ? OptionalInt.of(integer("draws_milliamps", values, 0, -20_000, 20_000))
            : OptionalInt.empty());
  }

  private static SimulatedBattery battery(Map<String, String> values) {
    int capacity = integer("battery_mwh", values, 11_100, 1, 999_999);
    int percent = integer("battery_percent", values, 50, 0, 100);
    int milliamps = integer("battery_milliamps", values, 800, 1, 20_000);
    return new SimulatedBattery(capacity, capacity * percent / 100.0, milliamps);
  }

  private static int integer(
      String key, Map<String, String> values, int missing, int least, int most) {
    Matcher matcher = INTEGER.matcher(values.getOrDefault(key, Integer.toString(missing)));
    int value = matcher.matches() ? Integer.parseInt(matcher.group(1)) : most + 1;
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s: %s (expected: %d to %d)".formatted(key, values.get(key), least, most));
    }
    return value;
  }

  private static Map<String, String> values(String text) {
    Map<String, String> values = new HashMap<>();
    for (String line : text.lines().toList()) {
      if (line.isBlank() || line.strip().startsWith("#")) {
        continue;
      }
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches() || !KEYS.contains(matcher.group(1))) {
        throw new IllegalArgumentException(
            line.strip() + " (expected: KEY = VALUE, KEY of " + KEYS + ")");
      }
      if (values.put(matcher.group(1), matcher.group(2)) != null) {
        throw new IllegalArgumentException(matcher.group(1) + ": twice (expected: once)");
      }
    }
    return values;
  }

  private static String usbId(String key, Map<String, String> values, String missing) {
    String id = string(key, values.getOrDefault(key, "'" + missing + "'"));
    if (!USB_ID.matcher(id).matches()) {
      throw new IllegalArgumentException(key + ": " + id + " (expected: such as \"0951\")");
    }
    return id;
  }

  private static String string(String key, String value) {
    Matcher literal = LITERAL.matcher(value);
    if (literal.matches()) {
      return literal.group(1);
    }
    Matcher basic = BASIC.matcher(value);
    if (!basic.matches()) {
      throw new IllegalArgumentException(key + ": " + value + " (expected: a string)");
    }
    return unescaped(key, basic.group(1));
  }

  private static String unescaped(String key, String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        plain.append(c);
        continue;
      }
      char escape = text.charAt(++i);
      switch (escape) {
        case '\\', '"' -> plain.append(escape);
        case 'n' -> plain.append('\n');
        case 't' -> plain.append('\t');
        case 'r' -> plain.append('\r');
        case 'u' -> {
          plain.append(unicode(key, text, i + 1));
          i += 4;
        }
        default ->
            throw new IllegalArgumentException(key + ": \\" + escape + " (expected: an escape)");
      }
    }
    return plain.toString();
  }

  private static char unicode(String key, String text, int start) {
    String digits = text.substring(start, Math.min(text.length(), start + 4));
    if (!digits.matches("[0-9a-fA-F]{4}")) {
      throw new IllegalArgumentException(key + ": \\u" + digits + " (expected: four digits)");
    }
    return (char) Integer.parseInt(digits, 16);
  }

  private static Set<Integer> classes(String value) {
    Matcher matcher = NUMBERS.matcher(value);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "interface_classes: " + value + " (expected: such as [8])");
    }
    Set<Integer> classes = new TreeSet<>();
    for (String number : numbers(matcher.group(1))) {
      int interfaceClass = Integer.decode(number);
      if (interfaceClass > 0xff) {
        throw new IllegalArgumentException("interface_classes: " + number + " (expected: <= 255)");
      }
      classes.add(interfaceClass);
    }
    return classes;
  }

  private static List<String> numbers(String list) {
    List<String> numbers = new ArrayList<>();
    for (String number : list.split(",", -1)) {
      if (!number.isBlank()) {
        numbers.add(number.strip());
      }
    }
    return numbers;
  }
}
