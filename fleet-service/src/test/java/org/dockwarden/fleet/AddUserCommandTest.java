package org.dockwarden.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import org.dockwarden.fleet.account.Account;
import org.dockwarden.fleet.account.AuditEntry;
import org.dockwarden.fleet.account.Passwords;
import org.dockwarden.fleet.account.Role;
import org.dockwarden.fleet.account.SetUp;
import org.dockwarden.fleet.account.Throttle;
import org.dockwarden.fleet.account.sqlite.SqliteAccounts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code fleet add-user}, as it is called. */
final class AddUserCommandTest {
  private static final String PASSWORD = "correct horse battery";

  @TempDir private Path folder = Path.of("");

  private Path config = Path.of("");
  private String said = "";

  AddUserCommandTest() {}

  @BeforeEach
  void configure() throws IOException {
    config = folder.resolve("fleet.toml");
    Files.createDirectory(folder.resolve("kept"));
    write("");
  }

  private void write(String more) throws IOException {
    Files.writeString(
        config,
        """
        [store]
        folder = "kept"
        [console]
        certificate = "c.pem"
        key = "c.key"
        """
            + more);
  }

  /** Runs the command; its exit code. */
  private int run(String input, String... arguments) {
    InputStream in = System.in;
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream caught = new ByteArrayOutputStream();
    PrintStream catching = new PrintStream(caught, true, StandardCharsets.UTF_8);
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    System.setOut(catching);
    System.setErr(catching);
    try {
      return new CommandLine(new FleetMain()).execute(arguments);
    } finally {
      System.setIn(in);
      System.setOut(out);
      System.setErr(err);
      said = caught.toString(StandardCharsets.UTF_8);
    }
  }

  private int add(String name, String role, String password) {
    return run(
        password + "\n",
        "add-user",
        "--config",
        config.toString(),
        name,
        "--role",
        role,
        "--password-stdin");
  }

  private SqliteAccounts accounts() throws IOException {
    return SqliteAccounts.open(folder.resolve("kept/accounts.db"));
  }

  @Test
  void makesTheFirstAdministratorAndEndsTheSetUpOfARunningService() throws Exception {
    Clock clock = Clock.systemUTC();
    SecureRandom random = new SecureRandom();
    Passwords passwords = new Passwords(random);
    try (SqliteAccounts running = accounts()) {
      SetUp setUp = new SetUp(running, passwords, new Throttle(clock), random, clock, true);
      String code = setUp.code().orElseThrow();
      assertEquals(0, add("ada", "administrator", PASSWORD), said);
      assertTrue(said.contains("ada may sign in as administrator; in "), said);
      assertFalse(said.contains(PASSWORD));

      Account ada = running.account("ada").orElseThrow();
      assertEquals(Role.ADMINISTRATOR, ada.role());
      assertTrue(passwords.fits(PASSWORD, running.password("ada").orElseThrow()));
      AuditEntry entry = running.list("", Long.MAX_VALUE, 1).getFirst();
      assertEquals("account.add", entry.what());
      assertEquals("command line", entry.from());
      assertTrue(entry.who().endsWith(System.getProperty("user.name")), entry.who());
      assertFalse(setUp.isOpen());
      assertEquals(SetUp.Result.OVER, setUp.make(code, "eve", PASSWORD, "192.0.2.9"));
    }
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve("kept/accounts.db"))));
  }

  @Test
  void givesAnotherPasswordToWhoForgotTheirs() throws Exception {
    assertEquals(0, add("ada", "administrator", PASSWORD), said);
    assertEquals(0, add("vera", "viewer", PASSWORD), said);
    assertEquals(0, add("vera", "operator", "another long password"), said);
    assertTrue(said.contains("vera was there already: another password"), said);
    try (SqliteAccounts running = accounts()) {
      assertEquals(Role.OPERATOR, running.account("vera").orElseThrow().role());
      Passwords passwords = new Passwords(new SecureRandom());
      assertFalse(passwords.fits(PASSWORD, running.password("vera").orElseThrow()));
      assertEquals("account.change", running.list("", Long.MAX_VALUE, 1).getFirst().what());
    }
    assertEquals(65, add("ada", "viewer", PASSWORD));
    assertTrue(said.contains("the last administrator has to stay one"), said);
  }

  @Test
  void saysWhatIsWrongAndChangesNothing() throws Exception {
    assertEquals(65, add("ada", "administrator", "short"));
    assertTrue(said.contains("expected: 12 to 128 characters"), said);
    assertEquals(65, add("Ada Lovelace", "administrator", PASSWORD));
    assertTrue(said.contains("Ada Lovelace: no name (expected: small letters"), said);
    assertEquals(2, add("ada", "root", PASSWORD));
    assertTrue(said.contains("expected: viewer, operator or administrator"), said);
    String file = config.toString();
    assertEquals(65, run("", "add-user", "--config", file, "ada", "--role", "viewer"));
    assertTrue(said.contains("--password-stdin"), said);
    assertEquals(
        65, run("", "add-user", "--config", file, "ada", "--role", "viewer", "--password-stdin"));
    assertTrue(said.contains("standard input: empty"), said);
    try (SqliteAccounts running = accounts()) {
      assertEquals(0, running.accounts().size());
    }
  }

  @Test
  void aMistakeOfTheConsolesSectionIsToldAndOneElsewhereIsNot() throws Exception {
    write("acounts = \"a.db\"\n");
    assertEquals(78, add("ada", "administrator", PASSWORD));
    assertTrue(said.contains("console.acounts: unknown key"), said);
    write("[web]\nlisten = 7\n");
    assertEquals(0, add("ada", "administrator", PASSWORD), said);
    Files.writeString(config, "[store]\nfolder = \"kept\"\n");
    assertEquals(78, add("ada", "administrator", PASSWORD));
    assertTrue(said.contains("console.certificate: missing"), said);
  }

  @Test
  void tellsThatNoPasswordIsTakenForNow() throws Exception {
    write(
        """
        local_accounts = false
        [console.oidc]
        issuer = "https://id.example.org"
        client_id = "dw"
        client_secret = "s"
        base_url = "https://fleet.example.org"
        roles_claim = "groups"
        roles = { admins = "administrator" }
        """);
    assertEquals(0, add("ada", "administrator", PASSWORD), said);
    assertTrue(said.contains("console.local_accounts is false"), said);
  }

  @Test
  void makesNoFileThatTheServiceCouldNotOpen() throws Exception {
    Files.delete(folder.resolve("kept"));
    assertEquals(77, add("ada", "administrator", PASSWORD));
    assertTrue(said.contains("no such folder"), said);
    write("accounts = \"/proc/accounts.db\"\n"); // belongs to root, as this process may
    int exit = add("ada", "administrator", PASSWORD);
    assertTrue(exit == 77 || exit == 1, said);
    assertFalse(said.contains("may sign in"), said);
  }

  @Test
  void theServiceItselfIsCalledAsBefore() {
    assertEquals(2, run(""), "without a file");
    assertTrue(said.contains("--config"), said);
    assertEquals(78, run("", "--config", config.toString(), "--check-config"));
    assertTrue(said.contains("fleet.name: missing"), said);
    assertEquals(0, run("", "add-user", "--help"));
    assertTrue(said.contains("--password-stdin"), said);
  }
}
