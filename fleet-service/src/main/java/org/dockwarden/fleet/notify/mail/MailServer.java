package org.dockwarden.fleet.notify.mail;

import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;

/**
 * Where mail is handed in. The server's name has to be in its certificate.
 *
 * @param password empty without a user
 */
public record MailServer(
    String host,
    int port,
    Security security,
    SSLContext tls,
    Optional<String> user,
    String password) {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** How the connection is kept from others. */
  public enum Security {
    IMPLICIT_TLS,
    STARTTLS,
    /** Settings allow it on loopback only. */
    NONE
  }

  /** As the SMTP provider of Angus Mail takes them (its package org.eclipse.angus.mail.smtp). */
  Properties properties(String sender) {
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.connectiontimeout", "" + CONNECT_TIMEOUT.toMillis());
    properties.setProperty("mail.smtp.timeout", "" + TIMEOUT.toMillis());
    properties.setProperty("mail.smtp.writetimeout", "" + TIMEOUT.toMillis());
    properties.setProperty("mail.smtp.from", sender);
    properties.setProperty("mail.smtp.sendpartial", "true");
    properties.setProperty("mail.smtp.auth", "" + user.isPresent());
    properties.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    properties.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    properties.put("mail.smtp.ssl.socketFactory", tls.getSocketFactory());
    properties.setProperty("mail.smtp.ssl.socketFactory.fallback", "false");
    switch (security) {
      case IMPLICIT_TLS -> properties.setProperty("mail.smtp.ssl.enable", "true");
      case STARTTLS -> {
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.starttls.required", "true");
      }
      case NONE -> properties.setProperty("mail.smtp.starttls.enable", "false");
    }
    return properties;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return host + ":" + port + " " + security + user.map(it -> " as " + it).orElse("");
  }
}
