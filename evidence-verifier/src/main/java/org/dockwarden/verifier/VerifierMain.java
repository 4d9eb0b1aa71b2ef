package org.dockwarden.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.dockwarden.evidence.age.X25519Identity;
import org.dockwarden.evidence.json.JsonObjectBuilder;
import org.dockwarden.evidence.signing.Pem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dockwarden verify}: exit status 0 if all holds, 1 if anything does not, 2 for usage. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    versionProvider = VerifierMain.Version.class,
    description = {
      "Checks evidence bags, or single files with their papers beside them, offline.",
      "One line a check; exit status 0 only if all hold. See docs/verifying.md."
    })
public final class VerifierMain implements Callable<Integer> {
  private static final int MAX_CONFIGURATION_BYTES = 16 * 1024 * 1024;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "BAG_OR_FILE",
      description = "An evidence bag (a folder), an original, or a sealed object (NAME.age).")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--trust",
      required = true,
      paramLabel = "CA.pem",
      description = "Authority whose docks and gateways are trusted. May be repeated.")
  private List<Path> trust = new ArrayList<>();

  @Option(
      names = "--receipt-trust",
      paramLabel = "CA.pem",
      description = "Authority of receipts, if those of --trust are for docks only.")
  private List<Path> receiptTrust = new ArrayList<>();

  @Option(
      names = "--revoked",
      paramLabel = "LIST.pem",
      description = "Revocation list. May be repeated.")
  private List<Path> revoked = new ArrayList<>();

  @Option(
      names = "--identity",
      paramLabel = "KEYFILE",
      description = "age identity, to open sealed objects and check the original inside.")
  private List<Path> identities = new ArrayList<>();

  @Option(
      names = "--custody-log",
      paramLabel = "FILE",
      description = "Exported custody log (JSON Lines), to hold the entries against.")
  private @Nullable Path custodyLog;

  @Option(names = "--json", description = "Print one JSON document instead of lines.")
  private boolean json;

  /** Version from the jar's manifest. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = VerifierMain.class.getPackage().getImplementationVersion();
      return new String[] {"dockwarden verify " + (version == null ? "unpackaged" : version)};
    }
  }

  /** Runs the command. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    // A delivered file may be called "@name": never read more arguments, such as trust, from it.
    return new CommandLine(new VerifierMain()).setExpandAtFiles(false);
  }

  @Override
  public Integer call() throws IOException {
    CommandSpec command = Objects.requireNonNull(spec);
    Settings settings;
    try {
      settings = settings();
    } catch (IOException e) {
      throw new CommandLine.ParameterException(
          command.commandLine(), Check.printable(String.valueOf(e.getMessage())), e);
    }
    List<Verdict> verdicts = paths.stream().map(path -> verify(path, settings)).toList();
    PrintWriter out = command.commandLine().getOut();
    print(out, verdicts);
    out.flush();
    return verdicts.stream().allMatch(Verdict::holds) ? 0 : 1;
  }

  /** What to trust and to open with. */
  private record Settings(Trust trust, List<X25519Identity> identities, Optional<CustodyLog> log) {}

  private Settings settings() throws IOException {
    Set<X509Certificate> docks = authorities(trust);
    Set<X509Certificate> gateways = receiptTrust.isEmpty() ? docks : authorities(receiptTrust);
    List<X509CRL> lists = new ArrayList<>();
    for (Path file : revoked) {
      lists.addAll(Pem.revocationLists(text(file)));
    }
    List<X25519Identity> keys = new ArrayList<>();
    for (Path file : identities) {
      keys.addAll(X25519Identity.parseFile(text(file)));
    }
    return new Settings(
        new Trust(docks, gateways, lists),
        keys,
        Optional.ofNullable(custodyLog).map(CustodyLog::new));
  }

  private static Set<X509Certificate> authorities(List<Path> files) throws IOException {
    Set<X509Certificate> authorities = new LinkedHashSet<>();
    for (Path file : files) {
      authorities.addAll(Pem.certificates(text(file)));
    }
    return authorities;
  }

  private static String text(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + ": no such file");
    }
    if (Files.size(file) > MAX_CONFIGURATION_BYTES) {
      throw new IOException(file + ": too large (expected: <= 16 MiB)");
    }
    return new String(Files.readAllBytes(file), UTF_8);
  }

  private static Verdict verify(Path path, Settings settings) {
    Checks checks = new Checks();
    Papers papers = new Papers(checks, settings.trust(), settings.log());
    if (Files.isDirectory(path, NOFOLLOW_LINKS)) {
      new BagVerifier(path, checks, papers, settings.trust()).check();
    } else if (checks.find("file", () -> requireFile(path)).isPresent()) { // Else it might block.
      new FileVerifier(path, checks, papers, settings.identities()).check();
    }
    return new Verdict(path.toString(), checks.made());
  }

  private static Path requireFile(Path path) throws IOException {
    Checks.require(
        Files.isRegularFile(path, NOFOLLOW_LINKS), "(expected: a folder or a regular file)");
    return path;
  }

  private void print(PrintWriter out, List<Verdict> verdicts) {
    if (json) {
      JsonObjectBuilder document =
          new JsonObjectBuilder()
              .put("verified", verdicts.stream().allMatch(Verdict::holds))
              .putArray("results", verdicts.stream().map(it -> it.json().asValue()).toList());
      out.println(new String(document.toBytes(), UTF_8));
    } else {
      verdicts.forEach(verdict -> verdict.lines().forEach(out::println));
    }
  }
}
