package org.dockwarden.fleet.alerting;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dockwarden.evidence.settings.Section;
import org.dockwarden.fleet.notify.Route;

/**
 * One {@code [[alerts.mail]]}.
 *
 * @param port 0: the usual one of {@code tls}
 * @param user none: no authentication
 * @param password a file
 * @param trust authorities of the server's certificate; none: those of the Java platform
 */
public record MailSettings(
    String name,
    String host,
    int port,
    Tls tls,
    Optional<String> user,
    Optional<Path> password,
    Optional<Path> trust,
    String from,
    List<String> to,
    Route route) {
  private static final int HOURLY = 30;
  private static final int MAX_PORT = 65_535;
  private static final int MAX_RECIPIENTS = 20;

  /** RFC 1123 names, or an address. */
  private static final String HOST = "[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|\\[[0-9a-f:]+]";

  /** What RFC 5321 calls a mailbox, of the characters that need no quoting. */
  private static final String ADDRESS =
      "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
          + "@[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?";

  /** How the connection is kept from others. */
  public enum Tls {
    /** TLS from the first byte, usually on port 465 (RFC 8314). */
    IMPLICIT,
    /** Begun in the open, and then TLS or nothing, usually on port 587. */
    STARTTLS,
    /** On loopback only: to a mail server of this machine. */
    NONE
  }

  public MailSettings {
    to = List.copyOf(to);
  }

  static MailSettings read(Section section) {
    MailSettings settings =
        new MailSettings(
            DestinationSettings.name(section),
            section.text("host"),
            section.integer("port", 0, 0, MAX_PORT),
            section.choice("tls", Tls.STARTTLS, Tls.class),
            section.optionalText("user"),
            section.optionalPath("password"),
            section.optionalPath("trust"),
            section.text("from"),
            section.texts("to"),
            DestinationSettings.route(section, HOURLY));
    settings.check(section);
    return settings;
  }

  private void check(Section section) {
    if (section.has("host") && !host.matches(HOST)) {
      section.problem("host", host, "a host's name or address");
    }
    if (tls == Tls.NONE && !DestinationSettings.isLoopback(host)) {
      section.problem("tls", "none", "starttls or implicit, but for loopback");
    }
    if (user.isPresent() != password.isPresent()) {
      section.problem("password", "user and password", "both or neither");
    }
    if (section.has("from") && !from.matches(ADDRESS)) {
      section.problem("from", from, "an address");
    }
    if (to.isEmpty() || to.size() > MAX_RECIPIENTS) {
      section.problem("to", to.size() + " addresses", "1 to " + MAX_RECIPIENTS);
    }
    for (String address : to) {
      if (!address.matches(ADDRESS)) {
        section.problem("to", address, "an address");
      }
    }
  }

  /** The port, also where the usual one was meant. */
  public int usedPort() {
    if (port > 0) {
      return port;
    }
    return switch (tls) {
      case IMPLICIT -> 465;
      case STARTTLS -> 587;
      case NONE -> 25;
    };
  }
}
