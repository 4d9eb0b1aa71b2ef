import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Runs the kit's tests of edge nodes against the agent and those of host applications against the
 * fleet service, prints what it says of each assertion, and fails for what is not a known fault.
 */
final class KitRun {
  private static final int PATIENCE = 90;

  private final Kit kit;
  private final Estate estate;
  private final Faults faults;
  private final SortedMap<String, Kit.Verdict> best = new TreeMap<>();
  private final List<String> unexpected = new ArrayList<>();

  /** What a scenario does while the kit looks. */
  private interface Scene {
    void play() throws Exception;
  }

  private KitRun(Kit kit, Estate estate, Faults faults) {
    this.kit = kit;
    this.estate = estate;
    this.faults = faults;
  }

  /** Arguments: the repository, a folder to work in, and names of tests, if not all are wanted. */
  public static void main(String[] arguments) throws Exception {
    Path repository = Path.of(arguments[0]).toRealPath();
    Path work = Path.of(arguments[1]).toAbsolutePath();
    List<String> wanted = List.of(arguments).subList(2, arguments.length);
    Faults faults =
        Faults.read(repository.resolve("system-tests/peers/sparkplug/known-faults.txt"));
    int failures;
    try (Kit kit = new Kit(work.resolve("broker"));
        Estate estate = new Estate(work.resolve("estate"), repository)) {
      KitRun run = new KitRun(kit, estate, faults);
      run.all(wanted);
      failures = run.report(work.resolve("verdicts.txt"));
    }
    System.exit(failures == 0 ? 0 : 1);
  }

  private void all(List<String> wanted) throws Exception {
    String edge = Estate.GROUP + " " + Estate.DOCK;
    String host = "kit-host";
    play(wanted, "EDGE SessionEstablishmentTest", host + " " + edge + " bay-1 bay-2", this::agent);
    play(wanted, "EDGE SendDataTest", host + " " + edge + " bay-1", this::data);
    play(wanted, "EDGE SendComplexDataTest", host + " " + edge + " bay-1", this::data);
    play(wanted, "EDGE ReceiveCommandTest", host + " " + edge + " bay-1", this::agent);
    play(wanted, "EDGE SessionTerminationTest", host + " " + edge + " bay-1", this::goodbye);
    play(wanted, "EDGE PrimaryHostTest", host + " " + edge + " bay-1", this::agent);
    try (Daemon _ = estate.startSecondBroker()) {
      play(
          wanted,
          "EDGE MultipleBrokerTest",
          host + " " + edge + " bay-1 " + estate.secondBroker(),
          this::walk);
      play(
          wanted,
          "HOST MultipleBrokerTest",
          Estate.HOST + " " + estate.secondBroker(),
          this::fleetOnTwo);
    }
    play(wanted, "HOST SessionEstablishmentTest", Estate.HOST, this::fleet);
    play(wanted, "HOST SessionTerminationTest", Estate.HOST, this::fleetLeaves);
    kit.forget();
    try (Daemon _ = estate.startFleet(List.of(Kit.BROKER))) {
      kit.awaitMessage("spBv1.0/STATE/" + Estate.HOST);
      String node = Estate.HOST + " " + Estate.GROUP;
      play(wanted, "HOST MessageOrderingTest", node + " kit-1 dev-1 4000", this::watch);
      play(wanted, "HOST EdgeSessionTerminationTest", node + " kit-2 dev-1", this::judgeDeaths);
      play(wanted, "HOST SendCommandTest", node + " kit-3 dev-1", this::command);
    }
  }

  private void play(List<String> wanted, String test, String parameters, Scene scene)
      throws Exception {
    String[] names = test.split(" ");
    if (!wanted.isEmpty() && wanted.stream().noneMatch(test::contains)) {
      return;
    }
    kit.begin(names[0], names[1], parameters.split(" "));
    scene.play();
    Map<String, Kit.Verdict> verdicts = kit.hasResult() ? kit.verdicts(1) : null;
    if (verdicts == null) {
      kit.end();
      verdicts = kit.verdicts(15);
    }
    judge(test, verdicts == null ? Map.of() : verdicts);
    TimeUnit.SECONDS.sleep(1); // what the kit's own clients still say is of no test
  }

  private void judge(String test, Map<String, Kit.Verdict> verdicts) {
    Map<String, Integer> counts = new TreeMap<>();
    verdicts.forEach((id, verdict) -> counts.merge(verdict.outcome(), 1, Integer::sum));
    System.out.printf("%-34s %s%n", test, verdicts.isEmpty() ? "NO RESULT" : counts);
    if (verdicts.isEmpty()) {
      unexpected.add(test + ": no result");
    }
    verdicts.forEach(
        (id, verdict) -> {
          best.merge(id, verdict, (one, other) -> other.isWorseThan(one) ? other : one);
          if (verdict.outcome().equals("FAIL") || verdict.outcome().equals("MAYBE")) {
            String line = test + " " + id + " " + verdict.outcome() + " " + verdict.where();
            String reason = faults.reason(test, id);
            System.out.println("  " + line + (reason == null ? "" : "\n    known: " + reason));
            if (reason == null) {
              unexpected.add(line);
            }
          }
        });
  }

  private int report(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    best.forEach((id, verdict) -> lines.add(id + " " + verdict.outcome()));
    Files.write(file, lines);
    Map<String, Integer> counts = new TreeMap<>();
    best.values().forEach(verdict -> counts.merge(verdict.outcome(), 1, Integer::sum));
    System.out.println(best.size() + " assertions: " + counts + "; each in " + file);
    unexpected.forEach(line -> System.out.println("UNEXPECTED " + line));
    faults.unused().forEach(line -> System.out.println("not seen any more: " + line));
    return unexpected.size();
  }

  private void agent() throws Exception {
    try (Daemon agent = estate.startAgent("kit-host", List.of(Kit.BROKER))) {
      watch(agent);
    }
  }

  private void data() throws Exception {
    try (Daemon agent = estate.startAgent("kit-host", List.of(Kit.BROKER))) {
      kit.awaitMessage(topic("DBIRTH") + "/bay-2");
      estate.dockCamera(1);
      watch(agent);
      estate.undock(1);
    }
  }

  private void goodbye() throws Exception {
    try (Daemon _ = estate.startAgent("kit-host", List.of(Kit.BROKER))) {
      kit.awaitMessage(topic("DBIRTH") + "/bay-2");
      TimeUnit.SECONDS.sleep(2);
    }
    TimeUnit.SECONDS.sleep(2); // the broker tells the kit of the disconnection later
  }

  private void walk() throws Exception {
    try (Daemon agent = estate.startAgent("kit-host", List.of(Kit.BROKER, estate.secondBroker()))) {
      watch(agent);
    }
  }

  private void fleet() throws Exception {
    try (Daemon fleet = estate.startFleet(List.of(Kit.BROKER))) {
      watch(fleet);
    }
  }

  private void fleetOnTwo() throws Exception {
    try (Daemon fleet = estate.startFleet(List.of(Kit.BROKER, estate.secondBroker()))) {
      watch(fleet);
    }
  }

  private void fleetLeaves() throws Exception {
    try (Daemon _ = estate.startFleet(List.of(Kit.BROKER))) {
      kit.awaitMessage("spBv1.0/STATE/" + Estate.HOST);
      TimeUnit.SECONDS.sleep(2);
    }
    TimeUnit.SECONDS.sleep(2);
  }

  private void watch() throws Exception {
    for (int second = 0; second < PATIENCE && !kit.hasResult(); second++) {
      TimeUnit.SECONDS.sleep(1);
    }
  }

  private void watch(Daemon daemon) throws Exception {
    watch();
    if (!daemon.isAlive()) {
      throw new IOException("it has ended by itself; see its log in the estate's folder");
    }
  }

  /** Answers what the kit asks a person with what the service shows of dock and bay. */
  private void judgeDeaths() throws Exception {
    for (String prompt = kit.prompt(PATIENCE); prompt != null; prompt = kit.prompt(8)) {
      TimeUnit.MILLISECONDS.sleep(500);
      String shown = estate.docks();
      int at = shown.indexOf("\"dock\":\"kit-2\"");
      String dock = at < 0 ? "" : shown.substring(at);
      boolean isBayOffline =
          dock.contains("\"bay\":\"dev-1\",\"online\":false,\"offlineSince\":\"");
      boolean isDockOffline = dock.startsWith("\"dock\":\"kit-2\",\"online\":false");
      boolean isAboutDeviceOnly = prompt.contains("DDEATH");
      kit.answer(isBayOffline && (isAboutDeviceOnly || isDockOffline));
      if (kit.hasResult()) {
        return;
      }
    }
  }

  /**
   * Makes the service ask for a rebirth by words that nobody was born for. The service gives no
   * other command without a person at its console, so the kit's further wishes stay unheard.
   */
  private void command() throws Exception {
    String prompt = kit.prompt(PATIENCE);
    if (prompt != null) {
      TimeUnit.SECONDS.sleep(1);
      kit.publish("spBv1.0/" + Estate.GROUP + "/DDATA/kit-3/nobody", Estate.UNBORN);
      kit.awaitMessage("spBv1.0/" + Estate.GROUP + "/NCMD/kit-3");
      TimeUnit.SECONDS.sleep(1);
    }
  }

  private static String topic(String type) {
    return "spBv1.0/" + Estate.GROUP + "/" + type + "/" + Estate.DOCK;
  }
}
