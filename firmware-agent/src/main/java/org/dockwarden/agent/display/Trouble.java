package org.dockwarden.agent.display;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a line of the status's degradations is for an officer. The lines are for the device team and
 * stay as they are; most of them show elsewhere on the page.
 */
enum Trouble {
  /** Shows at its bay, at the gateway's line, or at the backlog's. */
  SHOWN_ELSEWHERE("(bay \\d+( waits)?|gateway): .*|\\d+ recordings (quarantined|failed)"),
  LIGHTS("lights: .*|bay \\d+: light: .*"),
  SCAN("scan: .*"),
  DEVICE("device at .*"),
  SLOW("sealing with the slow fallback .*|uevents: .*"),
  HEALTH("broker .*"),
  ASIDE("\\d+ sealed objects set aside"),
  OTHER(".*");

  private final Pattern lines;

  Trouble(String lines) {
    this.lines = Pattern.compile(lines, Pattern.DOTALL);
  }

  static Trouble of(String line) {
    for (Trouble trouble : values()) {
      if (trouble != SHOWN_ELSEWHERE && trouble != OTHER && trouble.lines.matcher(line).matches()) {
        return trouble;
      }
    }
    return SHOWN_ELSEWHERE.lines.matcher(line).matches() ? SHOWN_ELSEWHERE : OTHER;
  }

  /** What there is to say, each once. */
  static Set<Trouble> of(List<String> lines) {
    Set<Trouble> all = new LinkedHashSet<>();
    lines.forEach(line -> all.add(of(line)));
    all.remove(SHOWN_ELSEWHERE);
    return all;
  }
}
