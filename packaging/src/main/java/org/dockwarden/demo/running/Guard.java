package org.dockwarden.demo.running;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A shell that does nothing but wait for this process to be gone, however it went: then it ends the
 * children that it was told of. It hears of the end by its standard input, which the kernel closes.
 */
final class Guard implements AutoCloseable {
  /** 20 s from the polite signal to the other, as for an orderly end. */
  private static final String SCRIPT =
      """
      trap '' HUP INT TERM
      pids=
      while read -r word; do
        [ "$word" != end ] || exit 0
        pids="$pids $word"
      done
      kill $pids
      for second in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        alive=
        for pid in $pids; do
          if kill -0 $pid; then alive=yes; fi
        done
        [ -n "$alive" ] || exit 0
        sleep 1
      done
      kill -9 $pids
      """;

  private final Process shell;
  private final Writer words;

  private Guard(Process shell) {
    this.shell = shell;
    this.words = shell.outputWriter(StandardCharsets.US_ASCII);
  }

  static Guard start() throws IOException {
    List<String> command = OwnSession.of(List.of("/bin/sh", "-c", SCRIPT, "dockwarden-demo-guard"));
    return new Guard(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /** It will end this one too. */
  void watch(ProcessHandle child) throws IOException {
    say(Long.toString(child.pid()));
  }

  /** All children have ended: nothing is left to guard. Returns when the shell has gone. */
  @Override
  public void close() {
    try (words) {
      say("end");
    } catch (IOException e) {
      shell.destroyForcibly(); // Somebody killed it, so there is nobody to tell.
    }
    try {
      if (!shell.waitFor(1, TimeUnit.SECONDS)) {
        shell.destroyForcibly();
      }
    } catch (InterruptedException e) {
      shell.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void say(String word) throws IOException {
    words.write(word + "\n");
    words.flush();
  }
}
