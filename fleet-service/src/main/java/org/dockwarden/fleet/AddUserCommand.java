package org.dockwarden.fleet;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dockwarden.evidence.settings.Section;
import org.dockwarden.evidence.settings.Settings;
import org.dockwarden.evidence.settings.SettingsException;
import org.dockwarden.fleet.account.Account;
import org.dockwarden.fleet.account.Administration;
import org.dockwarden.fleet.account.Passwords;
import org.dockwarden.fleet.account.Role;
import org.dockwarden.fleet.account.sqlite.SqliteAccounts;
import org.dockwarden.fleet.web.ConsoleSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/**
 * The command {@code fleet add-user}: for a first start, and for when nobody knows a password any
 * more. Whoever may write the file of accounts may do this; it works while the service runs, which
 * reads the file at every request.
 */
@Command(
    name = "add-user",
    description =
        "Makes a local account of the console, or gives one another password and role. The password"
            + " is asked for, or read from the first line of standard input.",
    mixinStandardHelpOptions = true,
    versionProvider = FleetMain.Version.class)
final class AddUserCommand implements Callable<Integer> {
  /** EX_CONFIG, EX_NOPERM and EX_DATAERR of sysexits.h. */
  private static final int BAD_CONFIGURATION = 78;

  private static final int NOT_PERMITTED = 77;
  private static final int REFUSED = 65;

  /** Belongs to whom this process runs as. */
  private static final Path SELF = Path.of("/proc/self");

  private static final String FROM = "command line";

  @ParentCommand private FleetMain fleet = new FleetMain();

  @Parameters(paramLabel = "NAME", description = "small letters, figures, dot, dash, underscore")
  private String name = "";

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      required = true,
      converter = ToRole.class,
      description = "viewer, operator or administrator")
  private Role role = Role.VIEWER;

  @Option(names = "--password-stdin", description = "Read the password from standard input.")
  private boolean fromStandardInput;

  @Override
  public Integer call() {
    try {
      ConsoleSettings settings = settings(fleet.config());
      Optional<String> hindrance = hindrance(settings.accounts().toAbsolutePath());
      if (hindrance.isPresent()) {
        return tell(NOT_PERMITTED, hindrance.get());
      }
      if (!Account.isLocalName(name)) {
        return tell(
            REFUSED, name + ": no name (expected: small letters, figures, dot, dash, underscore)");
      }
      Optional<String> password = fromStandardInput ? readPassword() : askPassword();
      return password.isPresent() ? store(settings, password.get()) : REFUSED;
    } catch (SettingsException e) {
      e.problems().forEach(System.err::println);
      return BAD_CONFIGURATION;
    } catch (IOException e) {
      return tell(CommandLine.ExitCode.SOFTWARE, e.toString());
    }
  }

  /** What is wrong elsewhere in the file is no reason to keep an administrator out. */
  private static ConsoleSettings settings(Path config) throws IOException, SettingsException {
    Section root = Settings.parse(Files.readString(config), config);
    Path folder = root.section("store").path("folder", "fleet-store");
    ConsoleSettings settings = ConsoleSettings.read(root.section("console"), folder);
    try {
      root.finish();
    } catch (SettingsException e) {
      List<String> ours = e.problems().stream().filter(it -> it.contains(": console")).toList();
      if (!ours.isEmpty() || !root.has("console")) {
        throw e;
      }
    }
    return settings;
  }

  /** A file that somebody else makes could not be opened by the service. */
  private static Optional<String> hindrance(Path file) throws IOException {
    Path judged = Files.exists(file) ? file : file.getParent();
    if (judged == null || !Files.exists(judged)) {
      return Optional.of(judged + ": no such folder (expected: start the service once before)");
    }
    String owner = Files.getOwner(judged).getName();
    String self = System.getProperty("user.name", "");
    return Files.getAttribute(judged, "unix:uid").equals(Files.getAttribute(SELF, "unix:uid"))
        ? Optional.empty()
        : Optional.of(
            "%s belongs to %s, this is %s (expected: sudo -u %s dockwarden fleet add-user …)"
                .formatted(judged, owner, self, owner));
  }

  private Integer store(ConsoleSettings settings, String password) throws IOException {
    try (SqliteAccounts accounts = SqliteAccounts.open(settings.accounts())) {
      Administration administration =
          new Administration(accounts, new Passwords(new SecureRandom()), Clock.systemUTC(), true);
      boolean isNew = accounts.account(name).isEmpty();
      Administration.Result result =
          isNew
              ? administration.add(name, role, password, who(), FROM)
              : renew(administration, password);
      if (result != Administration.Result.DONE) {
        return tell(REFUSED, name + ": " + why(result));
      }
    }
    System.out.printf("%s may sign in as %s; in %s%n", name, role.code(), settings.accounts());
    if (!settings.localAccounts()) {
      System.out.println(
          "console.local_accounts is false: nobody signs in with a password until it is true and"
              + " the service was started again");
    }
    return CommandLine.ExitCode.OK;
  }

  private Administration.Result renew(Administration administration, String password)
      throws IOException {
    Administration.Result renewed = administration.changePassword(name, password, who(), FROM);
    if (renewed != Administration.Result.DONE) {
      return renewed;
    }
    System.out.println(name + " was there already: another password, its sessions have ended");
    return administration.change(name, role, true, who(), FROM);
  }

  private static String why(Administration.Result result) {
    return switch (result) {
      case BAD_PASSWORD ->
          "the password is not acceptable (expected: %d to %d characters, without the name)"
              .formatted(Passwords.MIN_CHARACTERS, Passwords.MAX_CHARACTERS);
      case LAST_ADMINISTRATOR -> "the last administrator has to stay one";
      case DONE, UNKNOWN, NAME_TAKEN, BAD_NAME, LOCAL_ACCOUNTS_OFF, ROLE_OF_PROVIDER ->
          result.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }

  /** Who is at the keyboard, also where they work as the service's user. */
  private static String who() {
    String self = System.getProperty("user.name", "");
    return Optional.ofNullable(System.getenv("SUDO_USER"))
        .map(it -> it + " as " + self)
        .orElse(self);
  }

  private static Optional<String> readPassword() throws IOException {
    // Not closed: standard input is not ours to close.
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String line = in.readLine();
    if (line == null) {
      tell(REFUSED, "standard input: empty (expected: the password in one line)");
    }
    return Optional.ofNullable(line);
  }

  @SuppressWarnings("SystemConsoleNull") // from JDK 25 on it is null again without a terminal
  private static Optional<String> askPassword() {
    Console terminal = System.console();
    if (terminal == null || !terminal.isTerminal()) {
      tell(REFUSED, "no terminal to ask for the password (expected: --password-stdin)");
      return Optional.empty();
    }
    char[] once = terminal.readPassword("Password: ");
    char[] twice = terminal.readPassword("The same again: ");
    if (once == null || !Arrays.equals(once, twice)) {
      tell(REFUSED, "the two are not the same; nothing was changed");
      return Optional.empty();
    }
    return Optional.of(new String(once));
  }

  private static int tell(int status, String what) {
    System.err.println("dockwarden fleet add-user: " + what);
    return status;
  }

  /** As it is written everywhere. */
  static final class ToRole implements CommandLine.ITypeConverter<Role> {
    @Override
    public Role convert(String code) {
      return Role.of(code)
          .orElseThrow(
              () ->
                  new CommandLine.TypeConversionException(
                      code + " (expected: viewer, operator or administrator)"));
    }
  }
}
