package org.dockwarden.agent.health.command;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.json.JsonObjectBuilder;
import org.dockwarden.evidence.json.JsonObjectReader;
import org.dockwarden.evidence.json.StrictJson;
import org.dockwarden.evidence.sparkplug.SparkplugCodec;
import org.dockwarden.evidence.sparkplug.SparkplugMetric;
import org.dockwarden.evidence.sparkplug.SparkplugValue.BooleanValue;
import org.dockwarden.evidence.sparkplug.SparkplugValue.TextValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes commands, refuses what this dock does not allow, and answers each once. One thread. */
public final class CommandDesk {
  /** Names that Sparkplug itself gives (tck-id-topics-nbirth-rebirth-metric). */
  public static final String REBIRTH = "Node Control/Rebirth";

  public static final String BD_SEQ = "bdSeq";

  /** Commands to the dock. */
  public static final List<String> NODE =
      List.of("find", "pause-upload", "resume-upload", "bandwidth", "support-bundle", "restart");

  /** Commands to a bay. */
  public static final List<String> BAY = List.of("signal", "power-cycle");

  private static final Logger LOG = LoggerFactory.getLogger(CommandDesk.class);
  private static final String PREFIX = "command/";
  private static final int MAX_COMMAND_BYTES = 4096;
  private static final String ID = "[A-Za-z0-9._-]{1,64}";
  private static final int MAX_REMEMBERED = 64;
  private static final int MAX_SECONDS = 600;
  private static final long DEFAULT_SECONDS = 30;
  private static final Duration FURTHEST = Duration.ofDays(7);
  private static final long MAX_BYTES_PER_SECOND = 1L << 40;

  private final Set<String> allowed;
  private final DockControls controls;
  private final Answers answers;
  private final InstantSource clock;

  private final Map<String, String> remembered = new LinkedHashMap<>();

  /** Who tells the host what came of a command. */
  @FunctionalInterface
  public interface Answers {
    /**
     * Tells it.
     *
     * @param device the bay that was told; empty for the dock
     * @param json the value of {@code command/result}
     */
    void answer(Optional<String> device, String json);
  }

  public CommandDesk(
      List<String> allowed, DockControls controls, Answers answers, InstantSource clock) {
    this.allowed = Set.copyOf(allowed);
    this.controls = controls;
    this.answers = answers;
    this.clock = clock;
  }

  /** Those of the names that this list allows, in the order of the specification. */
  public static List<String> among(List<String> names, List<String> allowed) {
    return names.stream().filter(allowed::contains).toList();
  }

  /**
   * Does what a message of NCMD or DCMD says.
   *
   * @return whether it asks for births
   */
  public boolean take(String topic, byte[] payload) {
    List<SparkplugMetric> metrics;
    try {
      metrics = SparkplugCodec.decode(payload).metrics();
    } catch (EvidenceException e) {
      LOG.warn("{}: ignored: {}", topic, e.getMessage());
      return false;
    }
    boolean isRebirth = false;
    String[] levels = topic.split("/", -1);
    boolean isNode = levels[2].equals("NCMD");
    Optional<String> device = isNode ? Optional.empty() : Optional.of(levels[levels.length - 1]);
    for (SparkplugMetric metric : metrics) {
      String name = metric.name().orElse("");
      if (isNode && name.equals(REBIRTH)) {
        isRebirth |= metric.value().equals(new BooleanValue(true));
      } else if (name.startsWith(PREFIX) && metric.value() instanceof TextValue(String json)) {
        command(device, name.substring(PREFIX.length()), json);
      } else {
        LOG.warn("{}: {}: no command (H-20)", topic, name);
      }
    }
    return isRebirth;
  }

  private void command(Optional<String> device, String name, String json) {
    String id = "";
    Outcome outcome;
    try {
      JsonObjectReader arguments =
          JsonObjectReader.of(
              StrictJson.read(json.getBytes(StandardCharsets.UTF_8), MAX_COMMAND_BYTES));
      id = arguments.text("id");
      if (!id.matches(ID)) {
        outcome = new Outcome(CommandCode.BAD_ARGUMENT, "id (expected: " + ID + ")");
        id = "";
      } else if (remembered.containsKey(id)) {
        answers.answer(device, String.valueOf(remembered.get(id)));
        return;
      } else {
        outcome = carryOut(device, name, arguments);
      }
    } catch (EvidenceException e) {
      outcome = new Outcome(CommandCode.BAD_ARGUMENT, String.valueOf(e.getMessage()));
    }
    LOG.info(
        "command {} {} to {}: {} {}",
        name,
        id,
        device.orElse("dock"),
        outcome.code().code(),
        outcome.detail());
    String answer = json(id, name, outcome);
    if (!id.isEmpty()) {
      remember(id, answer);
    }
    answers.answer(device, answer);
  }

  private void remember(String id, String answer) {
    remembered.put(id, answer);
    if (remembered.size() > MAX_REMEMBERED) {
      remembered.remove(remembered.keySet().iterator().next());
    }
  }

  private static String json(String id, String name, Outcome outcome) {
    return new String(
        new JsonObjectBuilder()
            .put("id", id)
            .put("command", name)
            .put("code", outcome.code().code())
            .put("detail", outcome.detail())
            .toBytes(),
        StandardCharsets.UTF_8);
  }

  private Outcome carryOut(Optional<String> device, String name, JsonObjectReader arguments)
      throws EvidenceException {
    if (!(device.isPresent() ? BAY : NODE).contains(name)) {
      return new Outcome(
          CommandCode.UNKNOWN_COMMAND,
          "expected: " + new TreeSet<>(device.isPresent() ? BAY : NODE));
    }
    if (!allowed.contains(name)) {
      return new Outcome(CommandCode.NOT_ALLOWED, "health.commands does not list " + name);
    }
    return device.isPresent() ? toBay(bay(device.get()), name, arguments) : toDock(name, arguments);
  }

  private static Optional<BayNumber> bay(String device) {
    if (!device.matches("bay-[1-9][0-9]{0,2}")) {
      return Optional.empty();
    }
    int number = Integer.parseInt(device.substring("bay-".length()));
    return number <= BayNumber.MAX ? Optional.of(new BayNumber(number)) : Optional.empty();
  }

  private Outcome toBay(Optional<BayNumber> bay, String name, JsonObjectReader arguments)
      throws EvidenceException {
    if (bay.isEmpty()) {
      return new Outcome(CommandCode.NOT_FOUND, "no such bay");
    }
    if (name.equals("signal")) {
      Duration time = seconds(arguments, 0);
      arguments.finish();
      return controls.signal(bay.get(), time);
    }
    arguments.finish();
    return controls.powerCycle(bay.get());
  }

  private Outcome toDock(String name, JsonObjectReader arguments) throws EvidenceException {
    return switch (name) {
      case "find" -> find(arguments);
      case "pause-upload" -> pauseUpload(arguments);
      case "bandwidth" -> limitUpload(arguments);
      case "resume-upload" -> plain(arguments, controls::resumeUpload);
      case "support-bundle" -> plain(arguments, controls::collectSupportBundle);
      case "restart" -> plain(arguments, controls::restart);
      default -> throw new IllegalArgumentException("command: " + name);
    };
  }

  private Outcome find(JsonObjectReader arguments) throws EvidenceException {
    CameraId camera = arguments.text("camera", CameraId::parse);
    Duration time = seconds(arguments, 1);
    return plain(arguments, () -> controls.find(camera, time));
  }

  private Outcome pauseUpload(JsonObjectReader arguments) throws EvidenceException {
    Instant until = arguments.instant("until");
    return plain(arguments, () -> isSensible(until) ? controls.pauseUpload(until) : tooFar());
  }

  private Outcome limitUpload(JsonObjectReader arguments) throws EvidenceException {
    long limit = arguments.integer("limit", 0, MAX_BYTES_PER_SECOND);
    Instant until = arguments.instant("until");
    return plain(
        arguments, () -> isSensible(until) ? controls.limitUpload(limit, until) : tooFar());
  }

  /** An unknown argument is refused before anything is done. */
  private static Outcome plain(JsonObjectReader arguments, Supplier<Outcome> action)
      throws EvidenceException {
    arguments.finish();
    return action.get();
  }

  private static Duration seconds(JsonObjectReader arguments, int least) throws EvidenceException {
    return Duration.ofSeconds(
        arguments.has("seconds")
            ? arguments.integer("seconds", least, MAX_SECONDS)
            : DEFAULT_SECONDS);
  }

  private boolean isSensible(Instant until) {
    Instant now = clock.instant();
    return until.isAfter(now) && !until.isAfter(now.plus(FURTHEST));
  }

  private static Outcome tooFar() {
    return new Outcome(CommandCode.BAD_ARGUMENT, "until (expected: within the next 7 days)");
  }
}
