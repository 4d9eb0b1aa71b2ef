package org.dockwarden.system.campaign;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.dockwarden.system.fixture.Folders;
import org.dockwarden.system.volumes.VolumesCampaign;
import org.dockwarden.system.volumes.VolumesCampaign.Kind;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The long campaigns, by hand: {@code system-tests/campaign --help}. */
@Command(
    name = "campaign",
    mixinStandardHelpOptions = true,
    subcommands = {CampaignMain.Crash.class, CampaignMain.Faults.class, CampaignMain.Volumes.class})
final class CampaignMain {
  private CampaignMain() {}

  static void main(String[] arguments) {
    CommandLine line = new CommandLine(new CampaignMain());
    System.exit(line.execute(arguments.length == 0 ? new String[] {"--help"} : arguments));
  }

  /** Kills processes. */
  @Command(name = "crash", description = "kill -9 at random moments over a run of recordings")
  static final class Crash implements Callable<Integer> {
    @Option(names = "--seed", description = "decides every choice; default: another each time")
    private long seed = System.nanoTime() % 1_000_000;

    @Option(names = "--kills", defaultValue = "200")
    private int kills;

    @Option(names = "--recordings", defaultValue = "50")
    private int recordings;

    @Option(names = "--largest", defaultValue = "8000000", description = "bytes")
    private int largest;

    @Override
    public Integer call() throws Exception {
      Path folder = Files.createTempDirectory("dockwarden-campaign-" + seed + "-");
      CrashPlan plan = new CrashPlan(seed, kills, recordings, largest, 3_000);
      CrashCampaign.run(plan, folder, System.out);
      Folders.delete(folder);
      return 0;
    }
  }

  /** Makes system calls fail. */
  @Command(name = "faults", description = "system calls fail at random in agent or gateway")
  static final class Faults implements Callable<Integer> {
    @Option(names = "--seed", description = "decides every choice; default: another each time")
    private long seed = System.nanoTime() % 1_000_000;

    @Option(names = "--faults", defaultValue = "100")
    private int faults;

    @Option(names = "--largest", defaultValue = "9000000", description = "bytes")
    private int largest;

    @Override
    public Integer call() throws Exception {
      Path folder = Files.createTempDirectory("dockwarden-campaign-" + seed + "-");
      FaultCampaign.run(new FaultPlan(seed, faults, largest, 8_000), folder, System.out);
      Folders.delete(folder);
      return 0;
    }
  }

  /** Delivers cards with a file as large as FAT32 can hold. */
  @Command(name = "volumes", description = "FAT32 and exFAT cards with a very large file")
  static final class Volumes implements Callable<Integer> {
    @Option(names = "--bytes", defaultValue = "4294967295", description = "of the large file")
    private long bytes;

    @Option(names = "--cards", split = ",", defaultValue = "FAT32,EXFAT")
    private Set<Kind> cards = EnumSet.allOf(Kind.class);

    @Option(names = "--folder", description = "with room for it six times over; default: /tmp")
    private Path folder = Path.of(System.getProperty("java.io.tmpdir"));

    @Override
    public Integer call() throws Exception {
      System.setProperty("dockwarden.system.long", "true");
      return VolumesCampaign.run(bytes, cards, folder.toRealPath(), System.out) ? 0 : 1;
    }
  }
}
