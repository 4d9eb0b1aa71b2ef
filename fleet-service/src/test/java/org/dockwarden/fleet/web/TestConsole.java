package org.dockwarden.fleet.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.dockwarden.evidence.pki.TestPki;
import org.dockwarden.fleet.account.Account;
import org.dockwarden.fleet.account.AuditEntry;
import org.dockwarden.fleet.account.Passwords;
import org.dockwarden.fleet.account.Role;
import org.dockwarden.fleet.account.oidc.OidcSettings;
import org.dockwarden.fleet.account.sqlite.SqliteAccounts;
import org.dockwarden.fleet.notify.ServerTrust;

/** The console on loopback, with a clock to be set, and somebody of each role with a password. */
final class TestConsole implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-28T09:00:00Z");

  /** What the console is called outside; a test's browser finds it on loopback. */
  static final String PUBLIC = "https://fleet.example.org";

  static final String PASSWORD = "correct horse battery";

  /** Hashed once: it is slow on purpose. */
  private static final String PHC = new Passwords(new SecureRandom()).hash(PASSWORD);

  final QuietFleet fleet = new QuietFleet();
  final SqliteAccounts accounts;
  final SSLContext trusting;
  volatile Instant now = START;
  private final Path folder;
  private Console console;

  TestConsole(Path folder, boolean localAccounts, Optional<OidcSettings> oidc) throws IOException {
    this.folder = folder;
    TestPki pki = new TestPki("console");
    pki.server("localhost").write(folder, "console");
    Files.writeString(folder.resolve("console-ca.pem"), pki.certificatePem());
    trusting = ServerTrust.of(Optional.of(trust(folder)));
    accounts = SqliteAccounts.open(folder.resolve("accounts.db"));
    for (Role role : Role.values()) {
      Account account =
          new Account(name(role), role, Optional.empty(), true, START, Optional.empty());
      AuditEntry entry =
          AuditEntry.of(START, "test", "test", "account.add", account.name(), AuditEntry.DONE);
      accounts.add(account, Optional.of(PHC), entry);
    }
    console = open(localAccounts, oidc);
  }

  private static Path trust(Path folder) throws IOException {
    Path both = folder.resolve("both.pem");
    Path provider = folder.resolve("provider-ca.pem");
    String other = Files.exists(provider) ? Files.readString(provider) : "";
    String own = Files.readString(folder.resolve("console-ca.pem"));
    return Files.writeString(both, own + other);
  }

  /** Ends it, and starts it again with other settings. */
  void restart(boolean localAccounts, Optional<OidcSettings> oidc) throws IOException {
    console.close();
    console = open(localAccounts, oidc);
  }

  private Console open(boolean localAccounts, Optional<OidcSettings> oidc) throws IOException {
    return Console.start(
        new ConsoleSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            folder.resolve("console.pem"),
            folder.resolve("console.key"),
            folder.resolve("accounts.db"),
            ZoneId.of("Europe/London"),
            localAccounts,
            oidc),
        new Console.Fleet(fleet, fleet, fleet, fleet),
        () -> now);
  }

  /** The local account of a role. */
  static String name(Role role) {
    return role.code().substring(0, 5) + "-1";
  }

  Console console() {
    return console;
  }

  String url() {
    return "https://localhost:" + console.address().getPort();
  }

  Browser browser() {
    return new Browser(trusting, url());
  }

  /** A browser in which somebody of this role has signed in. */
  Browser signedIn(Role role) throws IOException, InterruptedException {
    Browser browser = browser();
    assertEquals(
        303,
        browser.post("/sign-in", Map.of("name", name(role), "password", PASSWORD)).statusCode());
    return browser;
  }

  /** The newest sign-in in the audit list. */
  AuditEntry lastSignIn() throws IOException {
    return audit(5).stream().filter(it -> it.what().equals("sign-in")).findFirst().orElseThrow();
  }

  /** The newest entry of the audit list. */
  AuditEntry lastAudit() throws IOException {
    return audit(1).getFirst();
  }

  List<AuditEntry> audit(int count) throws IOException {
    return accounts.list("", Long.MAX_VALUE, count);
  }

  @Override
  public void close() throws IOException {
    console.close();
    accounts.close();
  }
}
