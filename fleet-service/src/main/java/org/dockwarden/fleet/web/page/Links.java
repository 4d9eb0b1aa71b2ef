package org.dockwarden.fleet.web.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.dockwarden.fleet.dock.DockKey;

/** Addresses of pages. */
public final class Links {
  private Links() {}

  static String dock(DockKey key) {
    return "/docks/" + segment(key.group()) + "/" + segment(key.dock());
  }

  static String bay(DockKey key, String bay) {
    return dock(key) + "/bays/" + segment(bay);
  }

  static String camera(String camera) {
    return "/cameras/" + segment(camera);
  }

  static String site(String force, String site) {
    return "/sites/" + segment(force) + "/" + segment(site);
  }

  /** Encoded for a path; also good for a query. */
  public static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
