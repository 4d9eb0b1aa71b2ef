package org.dockwarden.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The demo's officers: a directory as a force would export it, and its import. */
final class Officers {
  static final String FILE = "officers.csv";

  private static final String DIRECTORY =
      """
      officer,name,force,card,personal
      N1001,Alys Rhys,north,04A1B2C3D4E501,
      N1002,Bryn Morgan,north,04A1B2C3D4E502,
      S2001,Carys Lloyd,south,04A1B2C3D4E503,
      """;

  private static final long PATIENCE_SECONDS = 60;

  private Officers() {}

  /** Writes the directory where there is none: a person may have changed it. */
  static void write(Path root) throws IOException {
    if (!Files.exists(root.resolve(FILE))) {
      Files.writeString(root.resolve(FILE), DIRECTORY);
    }
  }

  /** Imports it into the gateway that runs. */
  static void importInto(DemoFolder folder, Path launcher)
      throws IOException, InterruptedException {
    Path log = folder.logs().resolve("officers.log");
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    launcher.toString(),
                    "gateway",
                    "officers",
                    "--config",
                    folder.root().resolve("gateway.toml").toString(),
                    "import",
                    folder.root().resolve(FILE).toString()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("DOCKWARDEN_TMP", folder.temporary().toString());
    Process process = builder.start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    if (process.waitFor() != 0) {
      throw new DemoException("the officers could not be imported; see " + log);
    }
  }
}
