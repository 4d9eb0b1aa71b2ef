import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real agent with a simulated dock, a real fleet service and a second broker, in one folder. */
final class Estate implements AutoCloseable {
  static final String GROUP = "tck";
  static final String DOCK = "dock-1";
  static final String HOST = "fleet-1";

  /** The example recipient of the age specification: nobody here opens what is sealed. */
  private static final String RECIPIENT =
      "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

  /** A Sparkplug payload: timestamp 1, seq 2, no metrics. */
  static final byte[] UNBORN = {0x08, 1, 0x18, 2};

  private final Path folder;
  private final String launcher;
  private final int brokerPort = freePort();
  private final int pagePort = freePort();
  private final HttpClient http = HttpClient.newHttpClient();
  private int cameras;

  /** Writes keys, profile and settings; starts nothing. */
  Estate(Path folder, Path repository) throws IOException, InterruptedException {
    this.folder = Files.createDirectories(folder);
    this.launcher = repository.resolve("dockwarden").toString();
    Files.createDirectories(folder.resolve("bays"));
    Files.createDirectories(folder.resolve("profiles"));
    openssl(
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-days",
        "30",
        "-subj",
        "/CN=" + DOCK,
        "-keyout",
        "self.key",
        "-out",
        "self.pem");
    write("recipients.txt", RECIPIENT + "\n");
    write(
        "profiles/test.toml",
        """
        name = "test-camera"
        interface_classes = [0x08]
        settle = "0s"
        [[match]]
        vendor_id = "1209"
        product_id = "0001"
        [[file]]
        pattern = "**/*.mp4"
        kind = "footage"
        """);
    write(
        "mosquitto.conf",
        """
        listener %d 127.0.0.1
        allow_anonymous true
        max_topic_alias 0
        persistence false
        """
            .formatted(brokerPort));
  }

  String secondBroker() {
    return "tcp://127.0.0.1:" + brokerPort;
  }

  Daemon startSecondBroker() throws IOException {
    return Daemon.start(folder, "mosquitto.log", List.of("mosquitto", "-c", "mosquitto.conf"));
  }

  /** The agent, which waits for the primary host as the kit wants it. */
  Daemon startAgent(String host, List<String> brokers) throws IOException {
    write(
        "agent.toml",
        """
        [dock]
        id = "%s"
        bays = 2
        [dock.simulated]
        folder = "bays"
        [profiles]
        folder = "profiles"
        [journal]
        file = "agent/agent.db"
        [spool]
        folder = "agent/spool"
        quota = "1GiB"
        reserve = "0"
        [sealing]
        recipients = "recipients.txt"
        [gateway]
        url = "https://127.0.0.1:9"
        trust = "self.pem"
        certificate = "self.pem"
        key = "self.key"
        [receipts]
        trust = "self.pem"
        [release]
        eraser = ["%s", "eraser"]
        [status]
        listen = "127.0.0.1:0"
        [health]
        brokers = %s
        group = "%s"
        primary_host = "%s"
        start_spread = "0s"
        trust = "self.pem"
        certificate = "self.pem"
        key = "self.key"
        """
            .formatted(DOCK, launcher, quoted(brokers), GROUP, host));
    return Daemon.start(folder, "agent.log", List.of(launcher, "agent", "--config", "agent.toml"));
  }

  /** The fleet service, with a page where one can look what it believes. */
  Daemon startFleet(List<String> brokers) throws IOException {
    write(
        "fleet.toml",
        """
        [fleet]
        name = "%s"
        [web]
        listen = "127.0.0.1:%d"
        [mqtt]
        brokers = %s
        trust = "self.pem"
        certificate = "self.pem"
        key = "self.key"
        [store]
        folder = "fleet"
        """
            .formatted(HOST, pagePort, quoted(brokers)));
    return Daemon.start(folder, "fleet.log", List.of(launcher, "fleet", "--config", "fleet.toml"));
  }

  /** What the fleet service shows of its docks, as JSON; empty while it does not answer. */
  String docks() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + pagePort + "/docks")).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return "";
    }
  }

  /** Puts a camera with one clip into a bay: the bay and the dock have something to tell. */
  void dockCamera(int bay) throws IOException {
    cameras++;
    Path camera = Files.createDirectories(folder.resolve("cameras/" + cameras));
    Files.write(camera.resolve("clip.mp4"), new byte[100_000 + cameras]);
    write(
        "bays/part",
        """
        volume = "%s"
        vendor_id = "1209"
        product_id = "0001"
        serial = "BW-%d"
        product = "Camera"
        interface_classes = [8]
        """
            .formatted(camera.toRealPath(), cameras));
    Files.move(folder.resolve("bays/part"), folder.resolve("bays/bay-" + bay + ".toml"));
  }

  void undock(int bay) throws IOException {
    Files.deleteIfExists(folder.resolve("bays/bay-" + bay + ".toml"));
  }

  private static String quoted(List<String> texts) {
    return "[\"" + String.join("\", \"", texts) + "\"]";
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private void openssl(String... arguments) throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("openssl.log").toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(Files.readString(folder.resolve("openssl.log")));
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
