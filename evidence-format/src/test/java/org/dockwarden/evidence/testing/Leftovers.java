package org.dockwarden.evidence.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The threads and file descriptors that were there before a test class, to find those that it left
 * behind. What ends by itself a little later (a thread that is about to return) has a little grace.
 */
final class Leftovers {
  private static final Duration POLL = Duration.ofMillis(10);
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  /**
   * What the Java platform itself opens once and keeps: jars of the class path, its own files,
   * random numbers, and the event descriptors of selectors and of virtual threads' pollers.
   */
  private static final Pattern OF_THE_PLATFORM =
      Pattern.compile(
          ".*\\.jar( \\(deleted\\))?|.*/lib/modules|.*\\.jsa|.*\\.so|/dev/.*|anon_inode:.*"
              + "|/proc/.*|/sys/.*|/etc/.*|/usr/.*");

  static {
    warmUp();
  }

  private final Set<Thread> threads;
  private final Map<String, Integer> descriptors;

  private Leftovers(Set<Thread> threads, Map<String, Integer> descriptors) {
    this.threads = threads;
    this.descriptors = descriptors;
  }

  /** Notes what is there now. */
  static Leftovers watch() {
    return new Leftovers(nonDaemonThreads(), descriptors());
  }

  /** What is there now and was not then; waits up to {@code grace} for it to vanish. */
  List<String> found(Duration grace) {
    long deadline = System.nanoTime() + grace.toNanos();
    List<String> found = compare();
    while (!found.isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(POLL.toNanos());
      found = compare();
    }
    return found;
  }

  private List<String> compare() {
    List<String> found = new ArrayList<>();
    for (Thread thread : nonDaemonThreads()) {
      if (!threads.contains(thread)) {
        found.add("thread " + thread.getName());
      }
    }
    descriptors()
        .forEach(
            (target, count) -> {
              if (count > descriptors.getOrDefault(target, 0)) {
                found.add("descriptor of " + target);
              }
            });
    return found;
  }

  private static Set<Thread> nonDaemonThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isDaemon())
        .collect(Collectors.toSet());
  }

  /** How often each file, socket or pipe is open. */
  private static Map<String, Integer> descriptors() {
    Map<String, Integer> counts = new HashMap<>();
    if (!Files.isDirectory(DESCRIPTORS)) {
      return counts; // Not Linux: threads and log lines are still watched.
    }
    try (DirectoryStream<Path> links = Files.newDirectoryStream(DESCRIPTORS)) {
      for (Path link : links) {
        count(counts, link);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return counts;
  }

  private static void count(Map<String, Integer> counts, Path link) throws IOException {
    try {
      String target = Files.readSymbolicLink(link).toString();
      if (!OF_THE_PLATFORM.matcher(target).matches()) {
        counts.merge(target, 1, Integer::sum);
      }
    } catch (NoSuchFileException e) {
      counts.remove(link.toString()); // Closed meanwhile, for example the listing's own.
    }
  }

  /** The platform keeps one socket open after the first that it closes; have that behind us. */
  private static void warmUp() {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 1, loopback);
        Socket client = new Socket(loopback, server.getLocalPort());
        Socket accepted = server.accept();
        ServerSocketChannel channel = ServerSocketChannel.open()) {
      channel.bind(new InetSocketAddress(loopback, 0));
      accepted.shutdownOutput();
      client.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
