package org.dockwarden.fleet.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import org.dockwarden.evidence.settings.Section;
import org.dockwarden.fleet.account.oidc.OidcSettings;

/**
 * The section {@code [console]} of fleet.toml.
 *
 * @param listen where it is served; port 0 means any
 * @param certificate PEM, with its intermediates
 * @param key PEM
 * @param accounts the SQLite file of accounts, sessions and audit list
 * @param zone in which times are shown
 * @param localAccounts whether accounts with a password of ours may sign in
 * @param oidc the provider that people may sign in with
 */
public record ConsoleSettings(
    InetSocketAddress listen,
    Path certificate,
    Path key,
    Path accounts,
    ZoneId zone,
    boolean localAccounts,
    Optional<OidcSettings> oidc) {
  private static final int MAX_PORT = 65_535;

  /** Local accounts only. */
  public ConsoleSettings(
      InetSocketAddress listen, Path certificate, Path key, Path accounts, ZoneId zone) {
    this(listen, certificate, key, accounts, zone, true, Optional.empty());
  }

  /**
   * Reads the section; what is wrong is noted in it.
   *
   * @param folder where the file of accounts is unless it is named
   */
  public static ConsoleSettings read(Section section, Path folder) {
    return new ConsoleSettings(
        listen(section),
        section.path("certificate"),
        section.path("key"),
        section.optionalPath("accounts").orElse(folder.resolve("accounts.db")),
        zone(section),
        localAccounts(section),
        section.has("oidc")
            ? Optional.of(OidcSettings.read(section.section("oidc")))
            : Optional.empty());
  }

  private static boolean localAccounts(Section section) {
    boolean localAccounts = section.bool("local_accounts", true);
    if (!localAccounts && !section.has("oidc")) {
      section.problem("local_accounts", "false", "true, or [console.oidc] to sign in with");
    }
    return localAccounts;
  }

  private static InetSocketAddress listen(Section section) {
    String text = section.text("listen", "0.0.0.0:8443");
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    if (colon < 1 || !port.matches("\\d{1,5}") || Integer.parseInt(port) > MAX_PORT) {
      section.problem("listen", text, "ADDRESS:PORT");
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
    return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(port));
  }

  private static ZoneId zone(Section section) {
    String text = section.text("time_zone", "Europe/London");
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      section.problem("time_zone", text, "a name such as Europe/London");
      return ZoneId.of("UTC");
    }
  }
}
