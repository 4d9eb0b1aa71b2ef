package org.dockwarden.fleet.web;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.dockwarden.evidence.signing.Pem;
import org.dockwarden.fleet.account.Account;
import org.dockwarden.fleet.account.Administration;
import org.dockwarden.fleet.account.Passwords;
import org.dockwarden.fleet.account.Provider;
import org.dockwarden.fleet.account.Sessions;
import org.dockwarden.fleet.account.SetUp;
import org.dockwarden.fleet.account.SignIn;
import org.dockwarden.fleet.account.Throttle;
import org.dockwarden.fleet.account.oidc.Arrivals;
import org.dockwarden.fleet.account.oidc.OidcProvider;
import org.dockwarden.fleet.account.sqlite.SqliteAccounts;
import org.dockwarden.fleet.inventory.StockRegister;
import org.dockwarden.fleet.query.FleetQueries;
import org.dockwarden.fleet.web.desk.AlertDesk;
import org.dockwarden.fleet.web.desk.CommandDesk;
import org.dockwarden.fleet.web.http.Assets;
import org.dockwarden.fleet.web.http.Gate;
import org.dockwarden.fleet.web.http.HttpsListener;
import org.dockwarden.fleet.web.http.LiveStreams;
import org.dockwarden.fleet.web.http.Route;
import org.dockwarden.fleet.web.page.Pages;
import org.dockwarden.fleet.web.page.Source;

/** The running console: accounts, pages, HTTPS. */
public final class Console implements AutoCloseable {
  /** What the console shows and works on. */
  public record Fleet(
      FleetQueries queries, StockRegister stock, AlertDesk alerts, CommandDesk commands) {}

  private static final char[] NO_PASSWORD = {};

  private final SqliteAccounts accounts;
  private final SetUp setUp;
  private final Optional<Provider> provider;
  private final HttpsListener listener;
  private final List<Route> routes;

  private Console(
      ConsoleSettings settings,
      Fleet fleet,
      InstantSource clock,
      SSLContext tls,
      SqliteAccounts accounts)
      throws IOException {
    this.accounts = accounts;
    SecureRandom random = new SecureRandom();
    Passwords passwords = new Passwords(random);
    Sessions sessions = new Sessions(accounts, random, clock);
    sessions.endAllBut(it -> maySignIn(it, settings), "they may not sign in this way any more");
    Throttle throttle = new Throttle(clock);
    boolean local = settings.localAccounts();
    this.setUp = new SetUp(accounts, passwords, throttle, random, clock, local);
    this.provider =
        settings.oidc().isPresent()
            ? Optional.of(
                OidcProvider.open(
                    settings.oidc().get(),
                    new Arrivals(accounts, sessions, clock),
                    throttle,
                    random,
                    clock))
            : Optional.empty();
    Source source =
        new Source(
            fleet.queries(),
            fleet.stock(),
            fleet.alerts(),
            fleet.commands(),
            accounts,
            new Administration(accounts, passwords, clock, local),
            clock,
            settings.zone());
    SignIn signIn = new SignIn(accounts, passwords, sessions, throttle, random, clock);
    Pages pages = new Pages(source, signIn, setUp, sessions, provider);
    List<Route> all = new ArrayList<>(Assets.routes());
    all.addAll(pages.routes());
    this.routes = List.copyOf(all);
    try {
      this.listener =
          HttpsListener.start(
              settings.listen(),
              tls,
              new Gate(routes, sessions, pages.refusals()),
              new LiveStreams(pages, fleet.queries()::awaitChange));
    } catch (IOException | RuntimeException e) {
      provider.ifPresent(Provider::close);
      throw e;
    }
  }

  /** Serves from now on; writes the set-up code to the log while there is no administrator. */
  public static Console start(ConsoleSettings settings, Fleet fleet, InstantSource clock)
      throws IOException {
    HttpsListener.limit();
    SSLContext tls = tls(settings.certificate(), settings.key());
    SqliteAccounts accounts = SqliteAccounts.open(settings.accounts());
    try {
      Console console = new Console(settings, fleet, clock, tls, accounts);
      InetSocketAddress address = console.address();
      console.setUp.tell("https://" + address.getHostString() + ":" + address.getPort());
      return console;
    } catch (IOException | RuntimeException e) {
      accounts.close();
      throw e;
    }
  }

  /** Whether the settings let them in; sessions of others end with the service's start. */
  private static boolean maySignIn(Account account, ConsoleSettings settings) {
    return account
        .subject()
        .map(
            subject ->
                settings.oidc().filter(it -> subject.startsWith(it.issuer() + "|")).isPresent())
        .orElse(settings.localAccounts());
  }

  /** Reads what a start would; throws where it does not fit. */
  public static void check(ConsoleSettings settings) throws IOException {
    tls(settings.certificate(), settings.key());
    if (settings.oidc().isPresent()) {
      OidcProvider.check(settings.oidc().get());
    }
  }

  /** Keys and certificate; throws where they do not fit. */
  static SSLContext tls(Path certificate, Path key) throws IOException {
    List<X509Certificate> chain = Pem.certificates(Files.readString(certificate));
    PrivateKey privateKey = Pem.privateKey(Files.readString(key));
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("self", privateKey, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, NO_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS: " + certificate + ", " + key + " do not fit", e);
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return listener.address();
  }

  /** The set-up code, while it is needed. */
  public Optional<String> setUpCode() throws IOException {
    return setUp.code();
  }

  /** Makes the first administrator from the command line; the code is that of the log. */
  public SetUp.Result makeAdministrator(String code, String name, String password)
      throws IOException {
    return setUp.make(code, name, password, "console");
  }

  /** Everything that it answers. */
  List<Route> routes() {
    return routes;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    provider.ifPresent(Provider::close);
    accounts.close();
  }
}
