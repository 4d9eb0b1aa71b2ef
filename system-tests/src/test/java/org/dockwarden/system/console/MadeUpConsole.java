package org.dockwarden.system.console;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.CountDownLatch;
import org.dockwarden.evidence.pki.TestPki;
import org.dockwarden.fleet.web.Console;
import org.dockwarden.fleet.web.ConsoleSettings;

/** A console on a made-up fleet; {@link #main} runs one to look at. */
final class MadeUpConsole {
  private MadeUpConsole() {}

  static Console start(Path top, boolean isEmpty, int port) throws Exception {
    Path folder = Files.createDirectories(top.resolve(isEmpty ? "empty" : "full"));
    new TestPki("console").server("localhost").write(folder, "console");
    MadeUpFleet fleet = new MadeUpFleet(isEmpty);
    MadeUpDesks desks = new MadeUpDesks(fleet);
    return Console.start(
        new ConsoleSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            folder.resolve("console.pem"),
            folder.resolve("console.key"),
            folder.resolve("accounts.db"),
            ZoneId.of("Europe/London")),
        new Console.Fleet(fleet, fleet, desks, desks),
        InstantSource.fixed(MadeUpDocks.NOW));
  }

  /** Serves until it is ended; the argument is the port. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("console");
    Console console = start(folder, false, Integer.parseInt(arguments[0]));
    System.out.println(console.address() + " " + console.setUpCode().orElse(""));
    new CountDownLatch(1).await();
  }

  /** Makes the first administrator as its page does. */
  static void setUp(Console console, String name, String password) throws IOException {
    console.makeAdministrator(console.setUpCode().orElseThrow(), name, password);
  }

  /** Where it is, for a browser. */
  static String url(Console console) {
    return "https://localhost:" + console.address().getPort();
  }
}
