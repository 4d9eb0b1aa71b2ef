package org.dockwarden.dock.libmtp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the reading helper lets whoever is connected ask for. */
class MtpServiceTest {
  private static final String PATH = HexFormat.of().formatHex("00010001/a".getBytes(UTF_8));

  private final FakeMtpCamera camera = new FakeMtpCamera();

  @BeforeEach
  void put() {
    camera.file(0, "a", new byte[MtpService.MAX_READ_BYTES + 1]);
  }

  private List<String> answers(String... requests) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String all = String.join("\n", requests) + "\n";
    new MtpService(_ -> camera, new ByteArrayInputStream(all.getBytes(UTF_8)), out).run();
    return out.toString(UTF_8).lines().toList();
  }

  @Test
  void oneConnectionIsForOneCamera() throws IOException {
    assertEquals(
        List.of("done", "failed open: again (expected: once a connection)"),
        answers("open 3", "open 4"));
  }

  @Test
  void holdsNoMoreOfAFileThanItsLimit() throws IOException {
    int most = MtpService.MAX_READ_BYTES;
    List<String> answers =
        answers("open 3", "list", "read " + PATH + " 0 " + (most + 1), "read " + PATH + " 0 0");
    assertEquals("failed length: %d (expected: <= %d)".formatted(most + 1, most), answers.get(3));
    assertTrue(answers.get(4).startsWith("failed "));
  }

  @Test
  void knowsNoWordThatChangesACamera() throws IOException {
    for (String word : List.of("erase " + PATH, "delete " + PATH, "write " + PATH + " 0 1", "")) {
      List<String> answers = answers("open 3", "list", word);
      assertEquals(word.isEmpty() ? 3 : 4, answers.size());
      assertTrue(word.isEmpty() || answers.getLast().equals("failed request: not known"), word);
      assertTrue(camera.has("a"));
    }
  }
}
