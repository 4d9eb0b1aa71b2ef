package org.dockwarden.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.gateway.index.SqliteIndex;
import org.dockwarden.gateway.testing.GatewayFolder;
import org.dockwarden.gateway.upload.Upload;
import org.dockwarden.gateway.upload.UploadId;
import org.dockwarden.gateway.upload.UploadState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line and its exit codes, as a real process. */
class GatewayProcessIT {
  private static final long PATIENCE_SECONDS = 60;
  private static final long STOP_SECONDS = 20;

  @TempDir Path folder;
  private GatewayFolder made;

  @BeforeEach
  void makeFolder() throws IOException {
    made = new GatewayFolder(folder);
  }

  private record Ended(int code, String output, String errors) {}

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(GatewayMain.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(folder.resolve("errors.txt").toFile()).start();
  }

  private Ended run(String... arguments) throws Exception {
    Process process = start(arguments);
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
      return new Ended(process.exitValue(), output, Files.readString(folder.resolve("errors.txt")));
    } finally {
      process.destroyForcibly();
    }
  }

  private String settings() {
    return folder.resolve("gateway.toml").toString();
  }

  @Test
  void saysWhereItListensAndEndsWithZeroOnSigterm() throws Exception {
    Process process = start("--config", settings());
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      assertTrue(output.readLine().startsWith("listening gateway 127.0.0.1:"));
      assertTrue(output.readLine().startsWith("listening admin 127.0.0.1:"));
      process.destroy(); // SIGTERM
      assertTrue(process.waitFor(STOP_SECONDS, TimeUnit.SECONDS));
      assertEquals(0, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void checksSettingsWithoutTouchingAnything() throws Exception {
    Ended ended = run("--config", settings(), "--check-config");
    assertEquals(0, ended.code(), ended.errors());
    assertTrue(Files.notExists(folder.resolve("store")));
    assertTrue(Files.notExists(folder.resolve("gateway.db")));
  }

  @Test
  void saysEveryProblemOfTheSettingsAtOnce() throws Exception {
    String wrong =
        Files.readString(folder.resolve("gateway.toml"))
            .replace("name = \"gateway-1\"", "nam = \"gateway-1\"")
            .replace("reserve = \"0\"", "reserve = \"much\"");
    Files.writeString(folder.resolve("gateway.toml"), wrong + "[limits]\nrequests = 0\n");
    Ended ended = run("--config", settings(), "--check-config");
    assertEquals(78, ended.code());
    for (String problem : List.of("gateway.name", "gateway.nam", "store.reserve", "requests")) {
      assertTrue(ended.errors().contains(problem), problem + " in " + ended.errors());
    }
  }

  @Test
  void refusesTheReceiptKeyOfAnotherGateway() throws Exception {
    made.gateways().receiptSigner("gateway-2").write(folder, "receipt");
    Ended ended = run("--config", settings(), "--check-config");
    assertEquals(78, ended.code());
    assertTrue(ended.errors().contains("gateway-2"), ended.errors());
  }

  @Test
  void needsSettings() throws Exception {
    Ended ended = run("--check-config");
    assertEquals(2, ended.code());
    assertTrue(ended.errors().contains("--config"), ended.errors());
  }

  @Test
  void printsTheCustodyLogAndNothingElse() throws Exception {
    SqliteIndex.open(folder.resolve("gateway.db"), "gateway-1", InstantSource.system()).close();
    Ended ended = run("custody-log", "--config", settings());
    assertEquals(0, ended.code(), ended.errors());
    assertEquals("", ended.output());
  }

  @Test
  void listsWhatIsKeptApartWhileAGatewayRuns() throws Exception {
    try (SqliteIndex index =
        SqliteIndex.open(folder.resolve("gateway.db"), "gateway-1", InstantSource.system())) {
      UploadId id = new UploadId("0".repeat(32));
      DockId dock = new DockId("dock-0001");
      index.uploads().add(new Upload(id, dock, 1, 0, "", UploadState.OPEN, Instant.now()), 1);
      SignedDocument paper = new SignedDocument(new byte[1], new byte[1]);
      index.recordings().refuse(id, paper, ErrorCode.SIGNATURE_INVALID, "forged");
      Ended listed = run("quarantine", "--config", settings());
      assertEquals(0, listed.code(), listed.errors());
      assertTrue(listed.output().contains("dock-0001  signature-invalid  " + id), listed.output());
      assertTrue(listed.output().contains("1 kept apart, 1 open."), listed.output());
      assertTrue(listed.output().contains("--acknowledge UPLOAD"), listed.output());
      Ended half = run("quarantine", "--config", settings(), "--acknowledge", id.hex());
      assertEquals(2, half.code());
      assertTrue(half.errors().contains("--reason"), half.errors());
      String[] whole = {"quarantine", "--config", settings(), "--acknowledge", id.hex()};
      Ended noted =
          run(
              Stream.concat(Stream.of(whole), Stream.of("--by", "A. Jones", "--reason", "test"))
                  .toArray(String[]::new));
      assertEquals(0, noted.code(), noted.errors());
      assertEquals(2, index.recordings().custodyCount());
      assertEquals(0, index.recordings().openQuarantine(1).size());
    }
  }

  @Test
  void doesNotStartWithABrokenCustodyLogButPrintsIt() throws Exception {
    Path index = folder.resolve("gateway.db");
    SqliteIndex.open(index, "gateway-1", InstantSource.system()).close();
    try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + index);
        Statement statement = db.createStatement()) {
      statement.execute("INSERT INTO custody VALUES (0, 'r', 'l', CAST('{}' AS BLOB))");
    }
    Ended refused = run("--config", settings());
    assertEquals(70, refused.code());
    assertTrue(refused.errors().contains("entry 0:"), refused.errors());
    Ended printed = run("custody-log", "--config", settings());
    assertEquals(65, printed.code());
    assertEquals("{}\n", printed.output());
  }
}
