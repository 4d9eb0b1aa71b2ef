import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.eclipse.sparkplug.tck.SparkplugHiveMQExtension;

/**
 * The kit as an extension of a broker in this process, and the topics by which it is told what to
 * do. It looks at each packet of each client of that broker. Its own clients want port 1883.
 */
final class Kit implements AutoCloseable {
  static final String BROKER = "tcp://127.0.0.1:1883";

  private static final Pattern RESULT =
      Pattern.compile("(?m)^(?:Monitor:)?([a-z0-9-]+): (PASS|FAIL|MAYBE|NOT EXECUTED)(.*?);?$");
  private static final int QOS = 1;
  private static final int PATIENCE_TENTHS = 300;

  private final EmbeddedHiveMQ broker;
  private final MqttClient control;
  private final BlockingQueue<String> results = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> prompts = new LinkedBlockingQueue<>();
  private final Set<String> heard = ConcurrentHashMap.newKeySet();

  /** What the kit says of one assertion. */
  record Verdict(String outcome, String where) {
    boolean isWorseThan(Verdict other) {
      return rank(outcome) > rank(other.outcome);
    }

    private static int rank(String outcome) {
      return switch (outcome) {
        case "FAIL" -> 3;
        case "MAYBE" -> 2;
        case "PASS" -> 1;
        default -> 0;
      };
    }
  }

  Kit(Path folder) throws IOException, MqttException {
    Path configuration = Files.createDirectories(folder.resolve("conf"));
    Files.writeString(
        configuration.resolve("config.xml"),
        """
        <hivemq>
          <listeners><tcp-listener>
            <port>1883</port>
            <bind-address>127.0.0.1</bind-address>
          </tcp-listener></listeners>
          <persistence><mode>in-memory</mode></persistence>
          <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
        </hivemq>
        """);
    broker =
        EmbeddedHiveMQ.builder()
            .withConfigurationFolder(configuration)
            .withDataFolder(Files.createDirectories(folder.resolve("data")))
            .withExtensionsFolder(Files.createDirectories(folder.resolve("extensions")))
            .withEmbeddedExtension(
                EmbeddedExtension.builder()
                    .withId("sparkplug-tck")
                    .withName("Sparkplug TCK")
                    .withVersion("3.0.0")
                    .withPriority(0)
                    .withStartPriority(1000)
                    .withExtensionMain(new SparkplugHiveMQExtension())
                    .build())
            .build();
    broker.start().join();
    control = new MqttClient(BROKER, "kit-run", new MemoryPersistence());
    control.setCallback(new Ear());
    control.connect();
    control.subscribe("SPARKPLUG_TCK/#", QOS);
    control.subscribe("spBv1.0/#", QOS);
  }

  /** Begins a test; its verdicts come later. */
  void begin(String profile, String test, String... parameters) throws MqttException {
    results.clear();
    prompts.clear();
    heard.clear();
    String words = String.join(" ", parameters);
    say("TEST_CONTROL", "NEW_TEST " + profile + " " + test + " " + words);
  }

  /** Ends the test that runs; what it has not seen stays "not executed". */
  void end() throws MqttException {
    say("TEST_CONTROL", "END_TEST");
  }

  private void say(String topic, String text) throws MqttException {
    control.publish("SPARKPLUG_TCK/" + topic, text.getBytes(StandardCharsets.UTF_8), QOS, false);
  }

  /** The next question to a person, or null when there is none in this time. */
  String prompt(int seconds) throws InterruptedException {
    return prompts.poll(seconds, TimeUnit.SECONDS);
  }

  void answer(boolean isTrue) throws MqttException {
    say("CONSOLE_REPLY", isTrue ? "PASS" : "FAIL");
  }

  /** What was heard so far does not count for {@link #awaitMessage}. */
  void forget() {
    heard.clear();
  }

  /** Waits until something comes on this topic, from the beginning of the test on. */
  void awaitMessage(String topic) throws InterruptedException {
    for (int tenth = 0; tenth < PATIENCE_TENTHS && !heard.contains(topic); tenth++) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    if (!heard.contains(topic)) {
      System.out.println("nothing came on " + topic);
    }
  }

  void publish(String topic, byte[] payload) throws MqttException {
    control.publish(topic, payload, 0, false);
  }

  boolean hasResult() {
    return !results.isEmpty();
  }

  /** The verdicts of the test that was begun last, or null when it does not end in this time. */
  Map<String, Verdict> verdicts(int seconds) throws InterruptedException {
    String text = results.poll(seconds, TimeUnit.SECONDS);
    if (text == null) {
      return null;
    }
    Map<String, Verdict> verdicts = new TreeMap<>();
    RESULT
        .matcher(text)
        .results()
        .forEach(
            hit ->
                verdicts.merge(
                    "tck-id-" + hit.group(1),
                    new Verdict(hit.group(2), hit.group(3).strip()),
                    (one, other) -> other.isWorseThan(one) ? other : one));
    return verdicts;
  }

  @Override
  public void close() throws MqttException {
    control.disconnectForcibly(0, 1000);
    control.close();
    broker.stop().join();
  }

  private final class Ear implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      String text = new String(message.getPayload(), StandardCharsets.UTF_8);
      switch (topic) {
        case "SPARKPLUG_TCK/RESULT" -> results.add(text);
        case "SPARKPLUG_TCK/CONSOLE_PROMPT" -> prompts.add(text);
        default -> heard.add(topic);
      }
    }

    @Override
    public void connectionLost(Throwable cause) {
      System.err.println("the kit's broker is gone: " + cause);
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {}
  }
}
