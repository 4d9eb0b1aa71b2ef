package org.dockwarden.agent.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dockwarden.agent.eraser.EraseAnswer;
import org.dockwarden.agent.eraser.EraseRequest;
import org.dockwarden.agent.eraser.TestReceipts;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.CameraPath;
import org.dockwarden.evidence.pki.TestPki;
import org.dockwarden.evidence.receipt.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The eraser itself behind packaging/helpers/dockwarden-answer, started for each connection. */
class EraserSocketIT {
  private static final byte[] CONTENT = "the original".getBytes(UTF_8);
  private static final CameraPath ONE = new CameraPath("DCIM/one.mp4");
  private static final CameraPath TWO = new CameraPath("DCIM/two.mp4");

  @TempDir private Path temp = Path.of("");
  private final TestPki pki = new TestPki("receipts");
  private Path volume = Path.of("");

  @SuppressWarnings("NullAway.Init") // By serve().
  private Process server;

  @BeforeEach
  void make() throws IOException {
    temp = temp.toRealPath();
    volume = Files.createDirectories(temp.resolve("volumes/bay-3"));
    Files.createDirectories(volume.resolve("DCIM"));
    for (CameraPath path : List.of(ONE, TWO)) {
      Files.write(volume.resolve(path.text()), CONTENT);
    }
    Files.writeString(temp.resolve("ca.pem"), pki.certificatePem());
    Files.writeString(
        temp.resolve("eraser.toml"),
        "[receipts]\ntrust = \"ca.pem\"\n[volumes]\nroots = [\"volumes\"]\n");
  }

  /** The command's arguments are the request's words; what follows them is its input. */
  private EraserSocket serve(String command) throws IOException {
    Path program = Files.writeString(temp.resolve("program"), "#!/bin/sh\n" + command + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    Path answer = Path.of("..", "packaging", "helpers", "dockwarden-answer").toAbsolutePath();
    Path socket = temp.resolve("erase.sock");
    server =
        new ProcessBuilder(
                "systemd-socket-activate",
                "--accept",
                "--inetd",
                "--listen=" + socket,
                "/bin/sh",
                answer.toString(),
                "--body",
                "1-1-0",
                program.toString())
            .redirectErrorStream(true)
            .start();
    BufferedReader said = server.inputReader(UTF_8);
    String line = said.readLine();
    while (line != null && !line.startsWith("Listening on ")) {
      line = said.readLine();
    }
    assertTrue(line != null, "systemd-socket-activate ended");
    Thread.ofVirtual().start(() -> said.lines().forEach(_ -> {}));
    return new EraserSocket(socket, temp.resolve("volumes"));
  }

  @AfterEach
  void stop() throws InterruptedException {
    try (Stream<ProcessHandle> all = server.descendants()) {
      List<ProcessHandle> children = all.toList();
      server.destroyForcibly().waitFor();
      children.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private String eraser() {
    return "[ \"$*\" = 'erase 3' ] || exit 64; exec '%s/bin/java' -cp '%s' %s --config '%s'"
        .formatted(
            System.getProperty("java.home"),
            System.getProperty("java.class.path"),
            "org.dockwarden.agent.eraser.EraserMain",
            temp.resolve("eraser.toml"));
  }

  private EraseRequest request() throws IOException {
    return new EraseRequest(volume, List.of(item(ONE, Stage.DELIVERED), item(TWO, Stage.STORED)));
  }

  private EraseRequest.Item item(CameraPath path, Stage stage) throws IOException {
    return new EraseRequest.Item(
        path,
        TestReceipts.identity(volume.resolve(path.text())),
        true,
        TestReceipts.receipt(pki, stage, path, CONTENT));
  }

  @Test
  void erasesWhatHasAReceipt() throws Exception {
    Erasure erasure = serve(eraser()).erase(request());
    assertEquals(Optional.empty(), erasure.trouble());
    assertEquals(
        List.of(EraseAnswer.Result.ERASED, EraseAnswer.Result.REFUSED),
        erasure.answers().stream().map(EraseAnswer::result).toList());
    assertFalse(Files.exists(volume.resolve(ONE.text())));
    assertTrue(Files.exists(volume.resolve(TWO.text())));
  }

  @Test
  void tellsWhatWentWrongAfterTheAnswers() throws Exception {
    String readOnly = "(" + eraser() + "); echo 'not made read-only again' >&2; exit 70";
    Erasure erasure = serve(readOnly).erase(request());
    assertEquals(2, erasure.answers().size());
    assertEquals(Optional.of("exit 70 not made read-only again"), erasure.trouble());
  }

  @Test
  void failsWithTheReasonWhereNothingCouldBeDone() throws Exception {
    EraserSocket socket = serve("echo 'bay 3: nothing is mounted' >&2; exit 65");
    EvidenceException e = assertThrows(EvidenceException.class, () -> socket.erase(request()));
    assertEquals(ErrorCode.RELEASE_FAILED, e.code());
    assertEquals("release-failed: eraser: exit 65 bay 3: nothing is mounted", e.getMessage());
  }
}
