package org.dockwarden.system.campaign;

import java.nio.file.Path;
import java.util.List;
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

  private static final List<String> CALLS =
      List.of(
          "fsync",
          "fdatasync",
          "pwrite64",
          "write",
          "writev",
          "ftruncate",
          "rename",
          "link",
          "unlink",
          "unlinkat",
          "mkdir");

  private static final List<String> ERRORS = List.of("EIO", "ENOSPC", "EROFS", "EACCES");
  private static final int LATEST = 40;

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
      return new Fault(
          CALLS.get(random.nextInt(CALLS.size())),
          ERRORS.get(random.nextInt(ERRORS.size())),
          1 + random.nextInt(1 + random.nextInt(LATEST)),
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
