package org.dockwarden.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code demo tap}: an officer's card at the demo's reader. */
@Command(
    name = "tap",
    description = {
      "Holds a card to the reader of the demo that runs; officers.csv in its data folder has the"
          + " cards.",
      "The bay that signals then is the one to take: dockwarden demo undock BAY."
    },
    mixinStandardHelpOptions = true,
    versionProvider = DemoMain.Version.class)
final class TapCommand implements Callable<Integer> {
  @Parameters(paramLabel = "CARD", description = "Its number in hexadecimal.")
  private String card = "";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "demo-data",
      description = "The running demo's data folder (default: ./demo-data).")
  private Path data = Path.of("demo-data");

  @Override
  public Integer call() {
    try (DemoFolder folder = DemoFolder.ofRunning(data)) {
      Path unfinished = folder.bays().resolve(".card.part");
      Files.writeString(unfinished, card.replaceAll("[ :-]", ""));
      Files.move(unfinished, folder.bays().resolve("card"), StandardCopyOption.ATOMIC_MOVE);
      System.out.println("The card is at the reader.");
      System.out.flush();
      return CommandLine.ExitCode.OK;
    } catch (IOException e) {
      System.err.println("dockwarden demo tap: " + Complaint.about(e));
      return CommandLine.ExitCode.SOFTWARE;
    }
  }
}
