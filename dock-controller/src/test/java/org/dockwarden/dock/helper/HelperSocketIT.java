package org.dockwarden.dock.helper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** packaging/helpers/dockwarden-answer, started for each connection by systemd's own program. */
class HelperSocketIT extends HelperPortContract {
  private static final Path ANSWER = Path.of("..", "packaging", "helpers", "dockwarden-answer");

  private final List<Process> servers = new ArrayList<>();

  @Override
  protected HelperPort helper(Path program) throws IOException {
    return helper("1-1-0", program);
  }

  private HelperPort helper(String instance, Path program) throws IOException {
    Path socket = temp.resolve("helper-" + servers.size() + ".sock");
    Process server =
        new ProcessBuilder(
                "systemd-socket-activate",
                "--accept",
                "--inetd",
                "--listen=" + socket,
                "/bin/sh",
                ANSWER.toAbsolutePath().toString(),
                instance,
                program.toString())
            .redirectErrorStream(true)
            .start();
    servers.add(server);
    awaitListening(server);
    return new HelperSocket(socket);
  }

  private static void awaitListening(Process server) throws IOException {
    BufferedReader said = server.inputReader(StandardCharsets.UTF_8);
    String line = said.readLine();
    while (line != null && !line.startsWith("Listening on ")) {
      line = said.readLine();
    }
    assertTrue(line != null, "systemd-socket-activate ended");
    // What it says later, and the log of the helpers, must not fill the pipe.
    Thread.ofVirtual().start(() -> said.lines().forEach(_ -> {}));
  }

  @Override
  protected HelperPort absent() {
    return new HelperSocket(temp.resolve("absent.sock"));
  }

  @AfterEach
  void stop() throws InterruptedException {
    for (Process server : servers) {
      try (Stream<ProcessHandle> all = server.descendants()) {
        List<ProcessHandle> children = all.toList();
        server.destroyForcibly().waitFor();
        children.forEach(ProcessHandle::destroyForcibly);
      }
    }
  }

  @Test
  void answersNobodyButRootAndTheAgentsUser() throws IOException {
    Path program = Files.writeString(temp.resolve("ran"), "");
    HelperAnswer answer = helper("7-4711-12345", program).ask(List.of("x"), LONG);
    assertEquals(77, answer.exitCode());
    assertTrue(answer.message().startsWith("user 12345 may not ask"), answer.message());
  }

  @Test
  void refusesWhatNoHelperNeeds() throws IOException {
    Path program = Files.writeString(temp.resolve("ran"), "");
    HelperPort helper = helper(program);
    for (String word : new String[] {"$(id)", "`id`", "a;b", "*", "a|b", "\\", "'", "~", "a=b"}) {
      assertEquals(
          new HelperAnswer(64, "", "request: not plain words"),
          helper.ask(List.of(word), LONG),
          word);
    }
  }

  @Test
  void refusesHalfARequest() throws IOException {
    Path program = Path.of("/bin/echo");
    helper(program);
    Path socket = temp.resolve("helper-0.sock");
    try (LocalStream stream = LocalStream.connect(socket, Duration.ofSeconds(60))) {
      stream.send("mount 1 /dev/sdb1".getBytes(StandardCharsets.UTF_8));
      Optional<String> line =
          stream.line(400).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
      assertEquals(Optional.of("exit 64 request: no whole line of at most 512 bytes"), line);
      assertEquals(Optional.empty(), stream.line(400));
    }
  }
}
