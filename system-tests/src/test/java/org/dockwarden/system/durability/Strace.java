package org.dockwarden.system.durability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockwarden.system.durability.SystemCall.Kind;

/**
 * Runs a command under strace(1) and reads what it wrote down. A call that another thread
 * interrupts in the trace ({@code <unfinished ...>}) begins where it begins and ends where it is
 * resumed. Calls that failed are left out.
 */
final class Strace {
  private static final String CALLS =
      "write,writev,pwrite64,pwritev,sendto,sendmsg,sendfile,copy_file_range,ftruncate,fallocate,"
          + "fsync,fdatasync,open,openat,creat,mkdir,mkdirat,link,linkat,rename,renameat,renameat2,"
          + "unlink,unlinkat,rmdir";

  private static final Pattern UNFINISHED = Pattern.compile("(\\d+) +(.*) <unfinished \\.\\.\\.>");
  private static final Pattern RESUMED = Pattern.compile("(\\d+) +<\\.\\.\\. \\w+ resumed>(.*)");
  private static final Pattern CALL = Pattern.compile("\\d+ +(\\w+)\\((.*)\\) += (-?\\d+)(.*)");
  private static final Pattern DESCRIPTOR = Pattern.compile("(\\d+|AT_FDCWD)<((?:->|[^>])*)>");
  private static final Pattern NAME = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  private Strace() {}

  /** The words before a command; the traced process is the started one, strace its child. */
  static String[] writingTo(Path trace) {
    return new String[] {
      "strace",
      "-D",
      "-f",
      "--seccomp-bpf",
      "-qq",
      "-yy",
      "-s",
      "0",
      "-e",
      "trace=" + CALLS,
      "-e",
      "signal=none",
      "-o",
      trace.toString()
    };
  }

  /** The calls in the order in which they count. */
  static List<SystemCall> read(Path trace) throws IOException {
    List<SystemCall> calls = new ArrayList<>();
    Map<String, Begun> unfinished = new HashMap<>();
    List<String> lines = Files.readAllLines(trace);
    for (int at = 0; at < lines.size(); at++) {
      String line = lines.get(at);
      Matcher begins = UNFINISHED.matcher(line);
      Matcher resumes = RESUMED.matcher(line);
      if (begins.matches()) {
        unfinished.put(begins.group(1), new Begun(at, begins.group(1) + " " + begins.group(2)));
      } else if (resumes.matches()) {
        Begun begun = unfinished.remove(resumes.group(1));
        if (begun != null) {
          call(begun.text() + resumes.group(2), begun.at(), at).ifPresent(calls::add);
        }
      } else {
        call(line, at, at).ifPresent(calls::add);
      }
    }
    // A process that ends in the midst of a call leaves it unfinished: it may have had its effect.
    calls.sort(Comparator.comparingInt(SystemCall::counts));
    return calls;
  }

  private record Begun(int at, String text) {}

  private static Optional<SystemCall> call(String line, int begun, int ended) {
    Matcher call = CALL.matcher(line);
    if (!call.matches() || call.group(3).startsWith("-")) {
      return Optional.empty();
    }
    String arguments = call.group(2);
    return switch (call.group(1)) {
      case "fsync", "fdatasync" -> onDescriptor(Kind.FORCE, arguments, begun, ended, line);
      case "open", "openat", "creat" ->
          arguments.contains("O_CREAT")
              ? onNames(Kind.CREATE, arguments, begun, ended, line)
              : Optional.empty();
      case "mkdir", "mkdirat" -> onNames(Kind.CREATE, arguments, begun, ended, line);
      case "link", "linkat" -> onNames(Kind.LINK, arguments, begun, ended, line);
      case "rename", "renameat", "renameat2" -> onNames(Kind.RENAME, arguments, begun, ended, line);
      case "unlink", "unlinkat", "rmdir" -> onNames(Kind.DELETE, arguments, begun, ended, line);
      case "sendfile" -> onDescriptor(Kind.WRITE, arguments, begun, ended, line);
      case "copy_file_range" ->
          onDescriptor(
              Kind.WRITE, arguments.substring(arguments.indexOf(',') + 1), begun, ended, line);
      default -> onDescriptor(Kind.WRITE, arguments, begun, ended, line);
    };
  }

  private static Optional<SystemCall> onDescriptor(
      Kind kind, String arguments, int begun, int ended, String line) {
    Matcher descriptor = DESCRIPTOR.matcher(arguments);
    if (!descriptor.lookingAt()) {
      return Optional.empty();
    }
    String what = descriptor.group(2);
    if (what.startsWith("TCP")) {
      Path peer = Path.of(what);
      return Optional.of(new SystemCall(Kind.SEND, peer, peer, begun, ended, line));
    }
    if (!what.startsWith("/")) {
      return Optional.empty(); // A pipe, an event counter, another kind of socket.
    }
    Path file = Path.of(what);
    return Optional.of(new SystemCall(kind, file, file, begun, ended, line));
  }

  private static Optional<SystemCall> onNames(
      Kind kind, String arguments, int begun, int ended, String line) {
    Matcher name = NAME.matcher(arguments);
    if (!name.find()) {
      return Optional.empty();
    }
    Path first = absolute(name.group(1), arguments, 0, name.start());
    int end = name.end();
    Path second = name.find() ? absolute(name.group(1), arguments, end, name.start()) : first;
    return Optional.of(new SystemCall(kind, first, second, begun, ended, line));
  }

  /** A name is relative to the folder whose descriptor stands before it. */
  private static Path absolute(String name, String arguments, int from, int to) {
    Matcher folder = DESCRIPTOR.matcher(arguments).region(from, to);
    return folder.find() ? Path.of(folder.group(2)).resolve(name) : Path.of(name);
  }
}
