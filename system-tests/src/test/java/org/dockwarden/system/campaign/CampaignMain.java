package org.dockwarden.system.campaign;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dockwarden.system.fixture.Folders;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The long campaigns, by hand: {@code system-tests/campaign --help}. */
@Command(name = "campaign", mixinStandardHelpOptions = true, subcommands = CampaignMain.Crash.class)
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
}
