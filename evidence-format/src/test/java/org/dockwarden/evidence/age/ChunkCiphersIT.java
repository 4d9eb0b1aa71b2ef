package org.dockwarden.evidence.age;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChunkCiphersIT {
  @TempDir private Path folder;

  /** What {@link #fallsBackWhereTheNativeLibraryIsMissing} runs in a process of its own. */
  public static final class Report {
    private Report() {}

    public static void main(String[] arguments) {
      ChunkCipher fastest = ChunkCiphers.fastest();
      System.out.print(fastest.name() + ", fallback: " + fastest.isFallback());
    }
  }

  @Test
  void fallsBackWhereTheNativeLibraryIsMissing() throws Exception { // I7
    StringBuilder classPath = new StringBuilder();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      boolean isConscrypt = path.getFileName().toString().startsWith("conscrypt");
      classPath
          .append(isConscrypt ? withoutNativeLibraries(path) : path)
          .append(File.pathSeparator);
    }
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath.toString(),
                Report.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    String name = ChunkCiphers.jdk().name();
    assertEquals(name + ", fallback: true", Files.readString(output));
  }

  private Path withoutNativeLibraries(Path jar) throws IOException {
    Path stripped = folder.resolve("conscrypt.jar");
    try (JarFile source = new JarFile(jar.toFile());
        OutputStream file = Files.newOutputStream(stripped);
        JarOutputStream target = new JarOutputStream(file)) {
      Enumeration<JarEntry> entries = source.entries();
      while (entries.hasMoreElements()) {
        JarEntry entry = entries.nextElement();
        if (!entry.getName().endsWith(".so")) {
          target.putNextEntry(new JarEntry(entry.getName()));
          source.getInputStream(entry).transferTo(target);
        }
      }
    }
    return stripped;
  }
}
