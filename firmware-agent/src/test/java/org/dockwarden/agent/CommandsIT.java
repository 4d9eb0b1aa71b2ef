package org.dockwarden.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.dockwarden.agent.configuration.AgentSettings;
import org.dockwarden.agent.health.Mosquitto;
import org.dockwarden.agent.health.TestHost;
import org.dockwarden.agent.health.TestHost.Heard;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayState;
import org.dockwarden.dock.power.PortPower;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.json.JsonObjectReader;
import org.dockwarden.evidence.json.StrictJson;
import org.dockwarden.evidence.sparkplug.SparkplugChecker;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** H-20: each command does what it says, at a whole agent and over a real broker. */
@ExpectsLog("broker ssl://.*")
final class CommandsIT {
  private static final String NODE = "force-a:site-1/dock-0001";
  private static final String STEM = "spBv1.0/force-a:site-1/";
  private static final String NCMD = STEM + "NCMD/dock-0001";
  private static final String BAY_1 = STEM + "DCMD/dock-0001/bay-1";
  private static final String BAY_2 = STEM + "DCMD/dock-0001/bay-2";
  private static final String BORN = STEM + "DBIRTH/dock-0001/bay-2";
  private static final String ALL =
      "commands = [\"power-cycle\", \"pause-upload\", \"resume-upload\", \"bandwidth\","
          + " \"support-bundle\", \"restart\"]";
  private static final BayNumber ONE = new BayNumber(1);
  private static final String FOOTAGE = "what an officer saw ";
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private Path folder = Path.of("");
  private final SparkplugChecker checker = new SparkplugChecker();

  /** An agent's folder, its broker and a host. */
  private final class Site implements AutoCloseable {
    final AgentRig rig = new AgentRig(Files.createDirectory(folder.resolve("dock")));
    final Mosquitto broker = Mosquitto.start(folder.resolve("broker"), rig.pki);
    final TestHost host = new TestHost(broker.url(), rig.pki, checker);

    Site() throws Exception {
      rig.configureHealth('"' + broker.url() + '"', ALL);
    }

    @Override
    public void close() throws MqttException {
      host.close();
      broker.close();
      rig.close();
    }
  }

  private static String until(Duration time) {
    return Instant.now().plus(time).truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private static Path camera(AgentRig rig, String name) throws IOException {
    Path camera = rig.camera(name);
    rig.file(
        camera, "DCIM/REC_1.mp4", (FOOTAGE + name).repeat(5000).getBytes(StandardCharsets.UTF_8));
    return camera;
  }

  /** A pause holds what is sealed, over a restart, until it is ended or its time has come. */
  @Test
  void pausesResumesAndLimitsUploads() throws Exception {
    try (Site site = new Site()) {
      try (Agent agent = site.rig.start()) {
        site.host.await(BORN);
        String later = until(Duration.ofHours(1));
        site.host.ask(NCMD, "pause-upload", "{\"id\":\"p1\",\"until\":\"" + later + "\"}");
        site.host.awaitAnswer("p1", "ok");
        site.host.ask(
            NCMD, "bandwidth", "{\"id\":\"p2\",\"limit\":12345678,\"until\":\"" + later + "\"}");
        site.host.awaitAnswer("p2", "ok");
        assertEquals(12_345_678, agent.uploadLimit());
        site.rig.dock(1, camera(site.rig, "a"), "BW-1");
        site.rig.await(agent, 1, BayState.SAFE);
      }
      long births = site.host.count(BORN);
      try (Agent agent = site.rig.start()) {
        AgentRig.await(() -> site.host.count(BORN) > births, () -> "not born again");
        site.rig.await(agent, 1, BayState.SAFE);
        assertEquals(12_345_678, agent.uploadLimit());
        assertTrue(
            agent.status().degradations().stream().anyMatch(it -> it.startsWith("uploads are")),
            agent.status().toString());
        assertEquals(0, site.rig.gateway.patches());
        site.host.ask(NCMD, "resume-upload", "{\"id\":\"p3\"}");
        site.host.awaitAnswer("p3", "ok");
        site.rig.await(agent, 1, BayState.CLEARED);
        Instant soon = Instant.now().plusSeconds(3).truncatedTo(ChronoUnit.MILLIS);
        site.host.ask(NCMD, "pause-upload", "{\"id\":\"p4\",\"until\":\"" + soon + "\"}");
        site.host.awaitAnswer("p4", "ok");
        site.rig.dock(2, camera(site.rig, "b"), "BW-2");
        site.rig.await(agent, 2, BayState.CLEARED);
        assertTrue(Instant.now().isAfter(soon), "an upload went on before " + soon);
      }
    }
    assertEquals(List.of(), checker.breachesOfAnEnd(NODE));
  }

  /** H-24: known texts and nothing else, and the answer says which file that is. */
  @Test
  void collectsASupportBundleWithoutKeysAndFootage() throws Exception {
    try (Site site = new Site();
        Agent agent = site.rig.start()) {
      site.host.await(BORN);
      site.rig.dock(1, camera(site.rig, "a"), "BW-1");
      site.rig.await(agent, 1, BayState.CLEARED);
      site.host.ask(NCMD, "support-bundle", "{\"id\":\"s1\"}");
      String[] detail = detail(site.host.awaitAnswer("s1", "ok")).split(" ", -1);
      byte[] zip = Files.readAllBytes(Path.of(detail[0]));
      assertEquals("sha256:" + Digest.compute(zip).hex(), detail[1]);
      assertEquals(zip.length, Integer.parseInt(detail[2]));
      assertEquals(
          Path.of("dock", "support"),
          folder.toRealPath().relativize(Path.of(detail[0]).toRealPath()).getParent());
      Map<String, String> texts = entries(zip);
      assertEquals(
          List.of("agent.toml", "jvm.txt", "made.txt", "status.json", "threads.txt"),
          List.copyOf(texts.keySet()));
      assertTrue(texts.getOrDefault("status.json", "").contains("BW-1"));
      List<String> secrets =
          Files.readAllLines(site.rig.folder.resolve("dock.key")).stream()
              .filter(line -> line.length() > 20 && !line.contains("-----"))
              .toList();
      assertFalse(secrets.isEmpty());
      for (String text : texts.values()) {
        assertFalse(text.contains("PRIVATE KEY"), text);
        assertFalse(text.contains(FOOTAGE), text);
        secrets.forEach(secret -> assertFalse(text.contains(secret), text));
      }
    }
  }

  private static String detail(String json) throws IOException {
    return JsonObjectReader.of(StrictJson.read(json.getBytes(StandardCharsets.UTF_8), 4096))
        .text("detail");
  }

  private static Map<String, String> entries(byte[] zip) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        texts.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return texts;
  }

  /** The port goes off and on again; never while its camera is read. */
  @Test
  void switchesAPortOffAndOn() throws Exception {
    try (Site site = new Site()) {
      site.rig.configureMore(
          """
          [charging]
          budget = 5000
          [dock.simulated]
          charge_speed = 1500
          """);
      Path profile = site.rig.folder.resolve("profiles/test.toml");
      Files.writeString(profile, Files.readString(profile).replace("\"0s\"", "\"1m\""));
      AgentSettings settings = AgentSettings.read(site.rig.folder.resolve("agent.toml"));
      Board board = Docks.open(settings.dock());
      PortPower power = board.supply().power();
      try (Agent agent = site.rig.start(board)) {
        site.host.await(BORN);
        site.rig.dock(1, site.rig.camera("a"), "BW-1", "battery_percent = 50");
        site.rig.dock(2, camera(site.rig, "b"), "BW-2", "battery_percent = 50");
        site.rig.await(
            agent, 2, BayState.OFFLOADING); // Until its file has not changed for a minute.
        site.rig.await(agent, 1, BayState.CLEARED);
        assertTrue(power.isOn(ONE));
        site.host.ask(BAY_2, "power-cycle", "{\"id\":\"c1\"}");
        site.host.awaitAnswer("c1", "busy");
        site.host.ask(BAY_1, "power-cycle", "{\"id\":\"c2\"}");
        site.host.awaitAnswer("c2", "ok");
        AgentRig.await(() -> !power.isOn(ONE), () -> "never off");
        long off = System.nanoTime();
        AgentRig.await(() -> power.isOn(ONE), () -> "never on again");
        assertTrue(System.nanoTime() - off > Duration.ofSeconds(4).toNanos(), "a moment only");
        assertTrue(power.isOn(new BayNumber(2)));
        site.rig.await(agent, 1, BayState.CLEARED);
      }
    }
    assertEquals(List.of(), checker.breachesOfAnEnd(NODE));
  }

  /** The process ends with 75 for the service manager, after the result and its last words. */
  @Test
  void endsToBeStartedAgain() throws Exception {
    try (Site site = new Site()) {
      Process agent = process(site.rig.folder);
      try {
        site.host.await(BORN);
        site.host.ask(NCMD, "restart", "{\"id\":\"r1\"}");
        site.host.awaitAnswer("r1", "ok");
        assertTrue(agent.waitFor(LONG.toSeconds(), TimeUnit.SECONDS), "it goes on");
        assertEquals(AgentMain.EXIT_RESTART, agent.exitValue());
        site.host.await(STEM + "NDEATH/dock-0001");
        List<Heard> heard = site.host.heard();
        int result = 0;
        while (heard.get(result).answer("r1", "ok").isEmpty()) {
          result++;
        }
        assertTrue(heard.subList(0, result).stream().noneMatch(it -> it.topic().contains("DEATH")));
      } finally {
        agent.destroyForcibly().waitFor();
      }
    }
    assertEquals(List.of(), checker.breachesOfAnEnd(NODE));
  }

  private Process process(Path dock) throws IOException {
    Process agent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "org.dockwarden.agent.AgentMain",
                "--config",
                dock.resolve("agent.toml").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    agent.getOutputStream().close();
    return agent;
  }
}
