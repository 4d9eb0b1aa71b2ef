package org.dockwarden.fleet.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dockwarden.evidence.pki.TestPki;
import org.dockwarden.fleet.account.Role;
import org.dockwarden.fleet.account.oidc.OidcSettings;
import org.dockwarden.fleet.account.oidc.TestProvider;
import org.jspecify.annotations.Nullable;

/** A console and its provider, each with an authority of its own. */
final class OidcHouse implements AutoCloseable {
  final TestProvider provider;
  final TestConsole console;
  final OidcSettings settings;

  OidcHouse(Path folder, boolean localAccounts) throws IOException {
    TestPki pki = new TestPki("provider");
    pki.server("localhost").write(folder, "provider");
    Files.writeString(folder.resolve("provider-ca.pem"), pki.certificatePem());
    Path secret = Files.writeString(folder.resolve("secret"), TestProvider.SECRET + "\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    Clock clock = new Clock();
    provider =
        new TestProvider(
            Console.tls(folder.resolve("provider.pem"), folder.resolve("provider.key")),
            clock::now);
    settings =
        new OidcSettings(
            "Test provider",
            URI.create(provider.issuer()),
            TestProvider.CLIENT,
            secret,
            URI.create(TestConsole.PUBLIC),
            List.of("openid", "profile"),
            "preferred_username",
            "groups",
            Map.of("dw-viewers", Role.VIEWER, "dw-admins", Role.ADMINISTRATOR),
            Optional.of(folder.resolve("provider-ca.pem")),
            Duration.ofSeconds(1));
    provider.register(settings.returnAddress());
    console = new TestConsole(folder, localAccounts, Optional.of(settings));
    clock.of = console;
  }

  /** The provider goes by the console's clock. */
  private static final class Clock {
    private volatile @Nullable TestConsole of;

    Instant now() {
      TestConsole console = of;
      return console == null ? TestConsole.START : console.now;
    }
  }

  /** Lets this person be the one at the provider. */
  void person(String subject, String name, String... groups) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("sub", subject);
    claims.put("preferred_username", name);
    claims.put("groups", List.of(groups));
    provider.person(claims);
  }

  /** Begins a sign-in; the address at the provider. */
  static String begin(Browser browser, String next) throws IOException, InterruptedException {
    HttpResponse<String> away = browser.post("/sign-in/provider", Map.of("next", next));
    assertEquals(200, away.statusCode(), away.body());
    return Browser.location(away);
  }

  /** Goes to the provider; the address that it sends the browser back to. */
  static String pass(Browser browser, String address) throws IOException, InterruptedException {
    HttpResponse<String> back = browser.get(address);
    assertEquals(302, back.statusCode(), back.body());
    return Browser.location(back);
  }

  /** The whole way; where the browser is sent at its end. */
  static String signIn(Browser browser, String next) throws IOException, InterruptedException {
    HttpResponse<String> done = browser.get(pass(browser, begin(browser, next)));
    assertEquals(303, done.statusCode(), done.body());
    return Browser.location(done);
  }

  @Override
  public void close() throws IOException {
    console.close();
    provider.close();
  }
}
