package org.dockwarden.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code demo dock}: one more camera for a demo that runs. */
@Command(
    name = "dock",
    description = "Docks a camera with your own footage in the demo that runs.",
    mixinStandardHelpOptions = true,
    versionProvider = DemoMain.Version.class)
final class DockCommand implements Callable<Integer> {
  /** Serials of cameras that a person has docked. */
  static final String SERIALS = "MY-";

  @Parameters(paramLabel = "FOLDER", description = "What is on it. It is copied, never touched.")
  private Path footage = Path.of("");

  @Option(
      names = "--bay",
      paramLabel = "N",
      description = "The bay, 1 to 6 (default: the first free one).")
  private Optional<Integer> number = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "demo-data",
      description = "The running demo's data folder (default: ./demo-data).")
  private Path data = Path.of("demo-data");

  @Override
  public Integer call() {
    try (DemoFolder folder = DemoFolder.ofRunning(data)) {
      SimulatedBay bay = freeBay(folder);
      FootageCopy copy = FootageCopy.of(footage, folder);
      String serial = newSerial(folder);
      Path volume = folder.cameras().resolve(serial);
      copy.into(volume);
      bay.dock(serial, volume);
      System.out.print(copy.aboutSkipped());
      System.out.printf(
          "%s docks in bay %d: %d files, %d bytes%n",
          serial, bay.number(), copy.files(), copy.bytes());
      System.out.printf(
          "When it is cleared, take it out: dockwarden demo undock %d --data %s%n",
          bay.number(), data);
      System.out.flush();
      return CommandLine.ExitCode.OK;
    } catch (IOException e) {
      System.err.println("dockwarden demo dock: " + Complaint.about(e));
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  private SimulatedBay freeBay(DemoFolder folder) throws DemoException {
    List<SimulatedBay> wanted =
        SimulatedBay.all(folder).stream()
            .filter(bay -> number.isEmpty() || number.get() == bay.number())
            .toList();
    if (wanted.isEmpty()) {
      throw new DemoException("--bay: " + number.orElseThrow() + " (expected: 1 to 6)");
    }
    return wanted.stream()
        .filter(SimulatedBay::isFree)
        .findFirst()
        .orElseThrow(() -> new DemoException("no free bay; try again in a few seconds"));
  }

  private static String newSerial(DemoFolder folder) {
    int number = 1;
    while (Files.exists(folder.cameras().resolve(serial(number)))) {
      number++;
    }
    return serial(number);
  }

  private static String serial(int number) {
    return String.format("%s%04d", SERIALS, number);
  }
}
