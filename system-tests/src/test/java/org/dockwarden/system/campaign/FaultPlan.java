package org.dockwarden.system.campaign;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What a fault campaign does.
 *
 * @param seed decides every choice
 * @param faults how many times a process runs with failing system calls
 * @param largestBytes of a recording
 * @param patienceMillis how long a process may go on with its faults before it is ended
 */
record FaultPlan(long seed, int faults, int largestBytes, int patienceMillis) {
  static final int RECORDINGS = 3;

  /** Calls that may fail, each with how often a thread makes it while it serves a camera. */
  private static final List<Map.Entry<String, Integer>> CALLS =
      List.of(
          Map.entry("fsync", 6),
          Map.entry("fdatasync", 20),
          Map.entry("pwrite64", 60),
          Map.entry("write", 60),
          Map.entry("writev", 30),
          Map.entry("ftruncate", 3),
          Map.entry("rename", 3),
          Map.entry("link", 2),
          Map.entry("unlink", 4),
          Map.entry("unlinkat", 3),
          Map.entry("mkdir", 4));

  private static final List<String> ERRORS = List.of("EIO", "ENOSPC", "EROFS", "EACCES");

  /**
   * One kind of call that fails.
   *
   * @param call name of the system call
   * @param error name of the error that it returns
   * @param first the call of a thread, from 1, from which on it fails
   * @param persistent whether all later ones fail too
   */
  record Fault(String call, String error, int first, boolean persistent) {
    /** Any of them. */
    static Fault any(SplittableRandom random) {
      Map.Entry<String, Integer> call = CALLS.get(random.nextInt(CALLS.size()));
      return new Fault(
          call.getKey(),
          ERRORS.get(random.nextInt(ERRORS.size())),
          1 + random.nextInt(call.getValue()),
          random.nextInt(3) == 0);
    }

    /**
     * The words before a command that make it so; the started process is the command's own. Each
     * call that failed is written down as {@code INJECTED}.
     */
    String[] tracer(Path trace) {
      String inject =
          "inject=%s:error=%s:when=%d%s".formatted(call, error, first, persistent ? "+" : "");
      return new String[] {
        "strace",
        "-D",
        "-f",
        "--seccomp-bpf",
        "-qqq",
        "-e",
        "trace=" + call,
        "-e",
        inject,
        "-e",
        "signal=none",
        "-o",
        trace.toString()
      };
    }

    @Override
    public String toString() {
      return "%s %s from call %d%s".formatted(call, error, first, persistent ? " on" : "");
    }
  }
}
