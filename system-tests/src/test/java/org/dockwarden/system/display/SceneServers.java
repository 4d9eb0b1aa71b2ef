package org.dockwarden.system.display;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dockwarden.agent.display.DisplayPages;
import org.dockwarden.agent.display.DisplaySettings;
import org.dockwarden.agent.display.DockLayout;
import org.dockwarden.agent.display.words.Language;
import org.dockwarden.agent.status.StatusCache;
import org.dockwarden.agent.status.StatusServer;

/** The agent's own server, one for each scene. */
final class SceneServers implements AutoCloseable {
  private final Deque<StatusServer> servers = new ArrayDeque<>();
  private final Map<String, String> addresses = new TreeMap<>();

  SceneServers(List<Scene> scenes) throws IOException {
    for (Scene scene : scenes) {
      start(scene);
    }
  }

  private void start(Scene scene) throws IOException {
    StatusCache status = new StatusCache(scene.source(), System::nanoTime);
    DisplaySettings settings =
        new DisplaySettings(Language.EN, DisplaySettings.Theme.AUTO, DockLayout.of(scene.bays()));
    DisplayPages pages = new DisplayPages(settings, status, scene.desk(), InstantSource.system());
    StatusServer server = StatusServer.start("127.0.0.1", 0, status, pages);
    servers.push(server);
    addresses.put(scene.name(), "http://" + server.address() + "/");
  }

  /** Where each scene is shown. */
  Map<String, String> addresses() {
    return addresses;
  }

  /** The agents stop, as seen by a browser. */
  void stop() {
    servers.forEach(StatusServer::close);
  }

  @Override
  public void close() {
    stop();
  }
}
