package org.dockwarden.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dockwarden.agent.status.StatusSource;
import org.dockwarden.agent.status.StatusTexts;
import org.dockwarden.evidence.identity.Digest;

/**
 * What a person needs who looks for a fault, as a ZIP of a known, small list of texts: the status,
 * the agent's configuration (which holds paths, never secrets), its threads and its JVM. No file of
 * a camera, of the spool, of the journal, and no key (H-24). The last few are kept.
 */
final class SupportBundle {
  private static final int KEPT = 4;

  private final Path folder;
  private final Path configuration;
  private final StatusSource status;
  private final InstantSource clock;
  private int next;

  SupportBundle(Path folder, Path configuration, StatusSource status, InstantSource clock) {
    this.folder = folder;
    this.configuration = configuration;
    this.status = status;
    this.clock = clock;
  }

  /** Collects; returns path, digest and size for people. */
  synchronized String collect() throws IOException {
    byte[] zip = zip(contents());
    Files.createDirectories(folder);
    Path file = folder.resolve("bundle-" + next + ".zip");
    next = (next + 1) % KEPT;
    Files.write(file, zip);
    return "%s sha256:%s %d".formatted(file, Digest.compute(zip).hex(), zip.length);
  }

  private Map<String, String> contents() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    texts.put("made.txt", clock.instant() + "\n" + Software.nameAndVersion() + "\n");
    texts.put("status.json", StatusTexts.json(status.status()));
    if (Files.exists(configuration)) {
      texts.put("agent.toml", Files.readString(configuration));
    }
    texts.put(
        "threads.txt",
        Thread.getAllStackTraces().entrySet().stream()
            .map(thread -> thread.getKey() + "\n" + lines(thread.getValue()))
            .sorted()
            .collect(Collectors.joining("\n")));
    Runtime jvm = Runtime.getRuntime();
    texts.put(
        "jvm.txt",
        "java %s%nos %s %s%nprocessors %d%nheap %d of %d%n"
            .formatted(
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                jvm.availableProcessors(),
                jvm.totalMemory() - jvm.freeMemory(),
                jvm.maxMemory()));
    return texts;
  }

  private static String lines(StackTraceElement... stack) {
    StringBuilder text = new StringBuilder();
    for (StackTraceElement element : stack) {
      text.append("  ").append(element).append('\n');
    }
    return text.toString();
  }

  private static byte[] zip(Map<String, String> texts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> text : texts.entrySet()) {
        zip.putNextEntry(new ZipEntry(text.getKey()));
        zip.write(text.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
