package org.dockwarden.dock.helper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for a helper however it is asked. Each test's helper is a shell script. */
abstract class HelperPortContract {
  static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(500);

  @TempDir Path temp = Path.of("");
  private final AtomicInteger answered = new AtomicInteger();

  /** The helper that runs this program for each request. */
  protected abstract HelperPort helper(Path program) throws IOException;

  /** A helper that is not there. */
  protected abstract HelperPort absent() throws IOException;

  private HelperPort script(String body) throws IOException {
    Path program = Files.writeString(temp.resolve("program"), "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return helper(program);
  }

  @Test
  void givesOutputExitCodeAndMessage() throws IOException {
    HelperPort helper =
        script("echo one; echo a warning >&2; echo 'no: two' >&2; echo three; exit 65");
    HelperAnswer answer = helper.ask(List.of("mount"), LONG);
    assertEquals(new HelperAnswer(65, "one\nthree", "no: two"), answer);
    assertFalse(answer.isDone());
  }

  @Test
  void silenceAndExitZeroIsDone() throws IOException {
    HelperAnswer answer = script(":").ask(List.of("unmount", "1"), LONG);
    assertEquals(new HelperAnswer(0, "", ""), answer);
    assertTrue(answer.isDone());
  }

  @Test
  void handsOnEachWordAsItIs() throws IOException {
    HelperPort helper = script("for word; do echo \"$word\"; done");
    List<String> words = List.of("mount", "128", "/dev/sdb1", "-", "1-1.4:1.0", "a_b");
    assertEquals(String.join("\n", words), helper.ask(words, LONG).output());
  }

  @Test
  void anOutputMayLookLikeAnEnd() throws IOException {
    HelperAnswer answer = script("echo exit 0; exit 3").ask(List.of("a"), LONG);
    assertEquals(new HelperAnswer(3, "exit 0", ""), answer);
  }

  @Test
  void answersManyAtATime() throws Exception {
    HelperPort helper = script("echo \"$1\"");
    List<Thread> threads =
        IntStream.range(0, 6)
            .mapToObj(bay -> Thread.ofVirtual().unstarted(() -> assertAnswered(helper, bay)))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(6, answered.get());
  }

  private void assertAnswered(HelperPort helper, int bay) {
    try {
      String word = Integer.toString(bay);
      assertEquals(word, helper.ask(List.of(word), LONG).output());
      answered.incrementAndGet();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void refusesWordsThatAreNotWords() throws IOException {
    HelperPort helper = script("touch '" + temp + "/ran'");
    for (String word : new String[] {"", " ", "a b", "a\n", "\t", "a\0", "\u007f", "é", "a\r"}) {
      assertThrows(
          IllegalArgumentException.class, () -> helper.ask(List.of("mount", word), LONG), word);
    }
    assertThrows(IllegalArgumentException.class, () -> helper.ask(List.of(), LONG));
    assertThrows(IllegalArgumentException.class, () -> helper.ask(List.of("a".repeat(513)), LONG));
    assertThrows(
        IllegalArgumentException.class,
        () -> helper.ask(List.of("a".repeat(256), "b".repeat(256)), LONG));
    assertFalse(Files.exists(temp.resolve("ran")));
    assertTrue(helper.ask(List.of("a".repeat(255), "b".repeat(256)), LONG).isDone());
  }

  @Test
  void replacesControlCharacters() throws IOException {
    HelperPort helper = script("printf 'a\\033[2Jb\\n'; printf 'a\\nc\\033d\\n' >&2; exit 1");
    assertEquals(new HelperAnswer(1, "a?[2Jb", "c?d"), helper.ask(List.of("x"), LONG));
  }

  @Test
  void endsInTimeWhereTheHelperHangs() throws IOException {
    HelperPort helper = script("echo begun; exec sleep 600");
    long begin = System.nanoTime();
    assertThrows(HelperSilentException.class, () -> helper.ask(List.of("x"), SHORT));
    assertTrue(System.nanoTime() - begin < LONG.toNanos());
  }

  @Test
  void refusesAnOutputWithoutEnd() throws IOException {
    HelperPort helper = script("yes");
    assertThrows(IOException.class, () -> helper.ask(List.of("x"), Duration.ofSeconds(5)));
  }

  @Test
  void takesOutputUpToItsLimit() throws IOException {
    HelperPort most = script("head -c %d /dev/zero | tr '\\0' a; echo".formatted(16_000));
    assertEquals(16_000, most.ask(List.of("x"), LONG).output().length());
    HelperPort more =
        script("head -c %d /dev/zero | tr '\\0' a; echo".formatted(HelperPort.MAX_OUTPUT_BYTES));
    assertThrows(IOException.class, () -> more.ask(List.of("x"), LONG));
  }

  @Test
  void failsWhereThereIsNoHelper() throws IOException {
    HelperPort absent = absent();
    assertThrows(IOException.class, () -> absent.ask(List.of("x"), LONG));
  }

  @Test
  void endsWhenInterrupted() throws IOException {
    HelperPort helper = script("exec sleep 600");
    Thread.currentThread().interrupt();
    assertThrows(InterruptedIOException.class, () -> helper.ask(List.of("x"), LONG));
    assertTrue(Thread.interrupted());
  }
}
