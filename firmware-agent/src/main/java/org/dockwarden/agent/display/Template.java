package org.dockwarden.agent.display;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTML with places to fill in: {@code {{name}}} takes a text, which is escaped, {@code {{{name}}}}
 * HTML that another template made. A place that nothing is known for is a defect, and throws.
 */
final class Template {
  private static final Pattern PLACE = Pattern.compile("\\{\\{\\{([\\w.]+)}}}|\\{\\{([\\w.]+)}}");

  private final String text;

  private Template(String text) {
    this.text = text;
  }

  /** A resource beside this class. */
  static Template read(String name) throws IOException {
    return new Template(new String(resource(name), StandardCharsets.UTF_8));
  }

  static byte[] resource(String name) throws IOException {
    try (InputStream in = Template.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + ": not in the jar");
      }
      return in.readAllBytes();
    }
  }

  String fill(Map<String, String> texts, Map<String, String> html) {
    Matcher place = PLACE.matcher(text);
    StringBuilder filled = new StringBuilder(text.length() * 2);
    int end = 0;
    while (place.find()) {
      filled.append(text, end, place.start());
      String raw = place.group(1);
      filled.append(raw != null ? find(html, raw) : escape(find(texts, place.group(2))));
      end = place.end();
    }
    return filled.append(text, end, text.length()).toString();
  }

  private static String find(Map<String, String> all, String name) {
    String found = all.get(name);
    if (found == null) {
      throw new IllegalArgumentException("no text for the place " + name);
    }
    return found;
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
