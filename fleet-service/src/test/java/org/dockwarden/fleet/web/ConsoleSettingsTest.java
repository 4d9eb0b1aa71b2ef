package org.dockwarden.fleet.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockwarden.evidence.settings.Section;
import org.dockwarden.evidence.settings.Settings;
import org.dockwarden.evidence.settings.SettingsException;
import org.dockwarden.fleet.account.Role;
import org.dockwarden.fleet.account.oidc.OidcSettings;
import org.junit.jupiter.api.Test;

final class ConsoleSettingsTest {
  private static final String LEAST =
      """
      [console]
      certificate = "c.pem"
      key = "c.key"
      """;

  @Test
  void localAccountsAloneAreTheDefault() throws Exception {
    ConsoleSettings settings = read(LEAST);
    assertEquals(8443, settings.listen().getPort());
    assertEquals(Path.of("/var/fleet/accounts.db"), settings.accounts());
    assertTrue(settings.localAccounts());
    assertEquals(Optional.empty(), settings.oidc());
  }

  @Test
  void everyProblemIsToldAtOnce() {
    SettingsException e =
        assertThrows(
            SettingsException.class,
            () ->
                read(
                    LEAST
                        + """
                        [console.oidc]
                        issuer = "http://id.example.org"
                        client_secret_inline = "x"
                        base_url = "https://fleet.example.org/console"
                        scopes = ["profile"]
                        timeout = "2h"
                        roles = { admins = "root" }
                        """));
    String all = String.join("\n", e.problems());
    for (String word :
        List.of(
            "console.oidc.issuer: http://id.example.org (expected: https://",
            "console.oidc.client_secret_inline: unknown key",
            "console.oidc.client_secret: missing",
            "console.oidc.client_id: missing",
            "console.oidc.roles_claim: missing",
            "console.oidc.base_url: https://fleet.example.org/console",
            "console.oidc.scopes: [profile]",
            "console.oidc.timeout: \"2h\"",
            "console.oidc.roles.admins: root (expected: viewer | operator | administrator)")) {
      assertTrue(all.contains(word), word + " in\n" + all);
    }
  }

  @Test
  void somebodyHasToBeAbleToSignIn() {
    SettingsException e =
        assertThrows(SettingsException.class, () -> read(LEAST + "local_accounts = false\n"));
    assertTrue(e.problems().getFirst().contains("console.local_accounts: false"));
    SettingsException noRoles =
        assertThrows(SettingsException.class, () -> read(LEAST + "[console.oidc]\n"));
    assertTrue(String.join("\n", noRoles.problems()).contains("console.oidc.roles: none"));
  }

  /** Every documented key can be written, and the test knows every key that is documented. */
  @Test
  void documentedKeysAreThose() throws Exception {
    Map<String, String> sample = new TreeMap<>();
    sample.put("console.listen", "\"127.0.0.1:0\"");
    sample.put("console.certificate", "\"c.pem\"");
    sample.put("console.key", "\"c.key\"");
    sample.put("console.accounts", "\"a.db\"");
    sample.put("console.time_zone", "\"Europe/Dublin\"");
    sample.put("console.local_accounts", "false");
    sample.put("console.oidc.name", "\"Force sign-in\"");
    sample.put("console.oidc.issuer", "\"https://id.example.org/realms/force\"");
    sample.put("console.oidc.client_id", "\"dockwarden\"");
    sample.put("console.oidc.client_secret", "\"secret\"");
    sample.put("console.oidc.base_url", "\"https://fleet.example.org:8443/\"");
    sample.put("console.oidc.scopes", "[\"openid\", \"groups\"]");
    sample.put("console.oidc.name_claim", "\"email\"");
    sample.put("console.oidc.roles_claim", "\"groups\"");
    sample.put("console.oidc.roles.VALUE", "\"operator\"");
    sample.put("console.oidc.trust", "\"ca.pem\"");
    sample.put("console.oidc.timeout", "\"3s\"");
    assertEquals(sample.keySet(), documented());

    StringBuilder toml = new StringBuilder();
    sample.forEach((key, value) -> toml.append(key + " = " + value + "\n"));
    OidcSettings oidc = read(toml.toString()).oidc().orElseThrow();
    assertEquals(
        new OidcSettings(
            "Force sign-in",
            URI.create("https://id.example.org/realms/force"),
            "dockwarden",
            Path.of("/etc/dw/secret"),
            URI.create("https://fleet.example.org:8443"),
            List.of("openid", "groups"),
            "email",
            "groups",
            Map.of("VALUE", Role.OPERATOR),
            Optional.of(Path.of("/etc/dw/ca.pem")),
            Duration.ofSeconds(3)),
        oidc);
    assertEquals(URI.create("https://fleet.example.org:8443/sign-in/return"), oidc.returnAddress());
  }

  private static Set<String> documented() throws IOException {
    String all = Files.readString(Path.of("../docs/operating/configuration.md"));
    int start = all.indexOf("## Console of the fleet service");
    String table = all.substring(start, all.indexOf("\n## ", start + 1));
    Set<String> keys = new TreeSet<>();
    for (String row : table.lines().filter(line -> line.startsWith("| `")).toList()) {
      Matcher key = Pattern.compile("`([a-zA-Z_.]+)`").matcher(row.split("\\|", -1)[1]);
      while (key.find()) {
        keys.add(key.group(1));
      }
    }
    return keys;
  }

  private static ConsoleSettings read(String toml) throws SettingsException {
    Section root = Settings.parse(toml, Path.of("/etc/dw/fleet.toml"));
    ConsoleSettings settings = ConsoleSettings.read(root.section("console"), Path.of("/var/fleet"));
    root.finish();
    return settings;
  }
}
