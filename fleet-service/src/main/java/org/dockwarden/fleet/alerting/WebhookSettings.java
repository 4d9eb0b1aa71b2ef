package org.dockwarden.fleet.alerting;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.dockwarden.evidence.settings.Section;
import org.dockwarden.fleet.notify.Route;

/**
 * One {@code [[alerts.webhook]]}.
 *
 * @param secret a file: {@code whsec_…}, the new one first while it is being changed
 * @param trust authorities of the receiver's certificate; none: those of the Java platform
 */
public record WebhookSettings(
    String name, URI url, Path secret, Optional<Path> trust, Route route) {
  private static final int HOURLY = 120;
  private static final int MAX_URL = 2_000;
  private static final URI NOWHERE = URI.create("https://localhost/");

  static WebhookSettings read(Section section) {
    return new WebhookSettings(
        DestinationSettings.name(section),
        url(section),
        section.path("secret"),
        section.optionalPath("trust"),
        DestinationSettings.route(section, HOURLY));
  }

  private static URI url(Section section) {
    String text = section.text("url");
    if (section.has("url") && isUrl(text)) {
      return URI.create(text);
    }
    if (section.has("url")) {
      // The text is not shown: the rest of it may be a token.
      section.problem("url", "not a receiver", "https://…, or http:// on loopback");
    }
    return NOWHERE;
  }

  private static boolean isUrl(String text) {
    try {
      URI url = URI.create(text);
      String host = url.getHost();
      if (host == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
        return false;
      }
      boolean isHttp = "http".equals(url.getScheme()) && DestinationSettings.isLoopback(host);
      return text.length() <= MAX_URL && (isHttp || "https".equals(url.getScheme()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
