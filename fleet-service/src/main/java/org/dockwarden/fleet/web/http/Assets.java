package org.dockwarden.fleet.web.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Style, script and icon, from the jar. */
public final class Assets {
  private static final Map<String, String> TYPES =
      Map.of(
          "console.css", "text/css; charset=utf-8",
          "console.js", "text/javascript; charset=utf-8",
          "icon.svg", "image/svg+xml");

  private Assets() {}

  /** Their routes, for everybody. */
  public static List<Route> routes() throws IOException {
    List<Route> routes = new ArrayList<>();
    for (Map.Entry<String, String> asset : TYPES.entrySet()) {
      byte[] bytes = read(asset.getKey());
      routes.add(
          Route.open(
              "GET",
              "/assets/" + asset.getKey(),
              (_, _) ->
                  Answer.of(200, asset.getValue(), bytes)
                      .with("Cache-Control", "private, max-age=300")));
    }
    return routes;
  }

  private static byte[] read(String name) throws IOException {
    String place = "/org/dockwarden/fleet/web/" + name;
    try (InputStream in = Assets.class.getResourceAsStream(place)) {
      if (in == null) {
        throw new IOException(place + ": not in the jar");
      }
      return in.readAllBytes();
    }
  }
}
