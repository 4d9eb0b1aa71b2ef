package org.dockwarden.demo;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The MQTT broker that this machine offers. */
sealed interface Broker {
  /** How it is started, in the data folder. */
  List<String> command(int port);

  /** The address as Paho writes it. */
  default String url(int port) {
    return "ssl://127.0.0.1:" + port;
  }

  /** A line of its log with this in it says that it takes connections. */
  String readyMark();

  /** For people. */
  String description();

  /** Debian's mosquitto, with TLS, client certificates and per-dock topic rules. */
  record Mosquitto(Path program) implements Broker {
    @Override
    public List<String> command(int port) {
      return List.of(program.toString(), "-c", Configuration.MOSQUITTO);
    }

    @Override
    public String readyMark() {
      return " running";
    }

    @Override
    public String description() {
      return "mosquitto, TLS with client certificates";
    }
  }

  /** HiveMQ CE in a JVM of its own, with TLS and client certificates but no topic rules. */
  record Embedded(Path java, Path libraries) implements Broker {
    /** Fewer, and its extension pool deadlocks on small machines. */
    private static final String PROCESSORS = "-XX:ActiveProcessorCount=16";

    @Override
    public List<String> command(int port) {
      return List.of(
          java.toString(),
          "-Xmx256m",
          PROCESSORS,
          "-Djava.io.tmpdir=tmp",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-cp",
          libraries + "/*",
          "org.dockwarden.demo.broker.EmbeddedBroker",
          Integer.toString(port),
          "broker",
          "keys");
    }

    @Override
    public String readyMark() {
      return "listening broker ";
    }

    @Override
    public String description() {
      return "embedded HiveMQ CE, TLS with client certificates, no topic rules";
    }
  }

  /** Mosquitto where it is installed, else the embedded one that the launcher fetched. */
  static Broker find(Path distribution) throws DemoException {
    boolean wantsEmbedded = "embedded".equals(System.getenv("DOCKWARDEN_BROKER"));
    Optional<Path> mosquitto = wantsEmbedded ? Optional.empty() : onPath("mosquitto");
    if (mosquitto.isPresent()) {
      return new Mosquitto(mosquitto.get());
    }
    Path libraries = distribution.resolve("broker");
    if (Files.isDirectory(libraries)) {
      return new Embedded(Path.of(System.getProperty("java.home"), "bin", "java"), libraries);
    }
    throw new DemoException("no MQTT broker: install mosquitto (Debian: apt install mosquitto)");
  }

  private static Optional<Path> onPath(String program) {
    List<String> folders = new ArrayList<>();
    String path = System.getenv("PATH");
    if (path != null) {
      folders.addAll(List.of(path.split(File.pathSeparator, -1)));
    }
    folders.add("/usr/sbin"); // Debian's place, which is not on every user's PATH
    return folders.stream()
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
