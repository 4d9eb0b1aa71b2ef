package org.dockwarden.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code demo undock}: takes a camera that {@code demo dock} docked. */
@Command(
    name = "undock",
    description = "Takes a camera that demo dock has docked out of its bay.",
    mixinStandardHelpOptions = true,
    versionProvider = DemoMain.Version.class)
final class UndockCommand implements Callable<Integer> {
  @Parameters(paramLabel = "BAY", description = "Its number, 1 to 6.")
  private int number;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "demo-data",
      description = "The running demo's data folder (default: ./demo-data).")
  private Path data = Path.of("demo-data");

  @Override
  public Integer call() {
    try (DemoFolder folder = DemoFolder.ofRunning(data)) {
      SimulatedBay bay = new SimulatedBay(folder.bays(), number);
      Optional<String> serial =
          bay.serial().filter(camera -> camera.startsWith(DockCommand.SERIALS));
      if (serial.isEmpty()) {
        throw new DemoException("bay " + number + ": no camera of demo dock in it");
      }
      bay.undock();
      tell(folder.cameras().resolve(serial.get()), serial.get());
      System.out.flush();
      return CommandLine.ExitCode.OK;
    } catch (IOException e) {
      System.err.println("dockwarden demo undock: " + Complaint.about(e));
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  /** An empty camera is of no more use; one that was taken early keeps what it has. */
  private void tell(Path volume, String serial) throws IOException {
    List<Path> left = CameraContents.list(volume);
    System.out.print(serial + " is taken from bay " + number);
    if (left.isEmpty()) {
      FootageCopy.delete(volume);
      System.out.println(", empty");
    } else {
      System.out.println(" with " + left.size() + " files still on it: " + volume);
    }
  }
}
