package org.dockwarden.agent.health;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.sparkplug.SparkplugChecker;
import org.dockwarden.evidence.sparkplug.SparkplugCodec;
import org.dockwarden.evidence.sparkplug.SparkplugMetric;
import org.dockwarden.evidence.sparkplug.SparkplugPayload;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * A broker in memory, and a host at it that hears everything. Who waits for a message makes the
 * time pass. It can die in the middle of anything, and what was sent to it for a while before is
 * lost, as with a cable that was cut.
 */
final class SimulatedBroker implements Links {
  private final SimulatedTime time;
  private final SparkplugChecker checker;
  private final List<Heard> heard = new ArrayList<>();
  private final Deque<Link.Incoming> toNode = new ArrayDeque<>();
  private boolean isUp = true;
  private boolean isDeaf;
  private OptionalInt breaksAfter = OptionalInt.empty();
  private Optional<Link.Will> will = Optional.empty();
  private int connections;

  /** A message as it came. */
  record Heard(String topic, SparkplugPayload payload, long atMillis) {
    boolean isHistorical() {
      return payload.metrics().stream().anyMatch(SparkplugMetric::isHistorical);
    }
  }

  SimulatedBroker(SimulatedTime time, SparkplugChecker checker) {
    this.time = time;
    this.checker = checker;
  }

  List<Heard> heard() {
    return heard;
  }

  long count(String type) {
    return heard.stream().filter(it -> it.topic().contains("/" + type + "/")).count();
  }

  int connections() {
    return connections;
  }

  /** Dies; who was connected notices at once, and hosts hear the will. */
  void dies() {
    isUp = false;
    isDeaf = false;
    will.ifPresent(it -> deliver(it.topic(), it.payload(), 1));
    will = Optional.empty();
  }

  void returns() {
    isUp = true;
  }

  /** Takes messages and passes none on: nobody has noticed yet that the cable is cut. */
  void goesDeaf() {
    isDeaf = true;
  }

  /** Dies when so many further messages have come. */
  void diesAfter(int messages) {
    breaksAfter = OptionalInt.of(messages);
  }

  /** A host sends this; the checker sees it, too. */
  void send(String topic, SparkplugMetric metric) {
    byte[] payload =
        SparkplugCodec.encode(SparkplugPayload.withoutSeq(time.instant(), List.of(metric)));
    checker.message(topic, payload, 0, false);
    toNode.add(new Link.Incoming(topic, payload, false));
  }

  private void deliver(String topic, byte[] payload, int qos) {
    if (isDeaf) {
      return;
    }
    checker.message(topic, payload, qos, false);
    try {
      heard.add(new Heard(topic, SparkplugCodec.decode(payload), time.millis()));
    } catch (EvidenceException e) {
      throw new AssertionError(topic, e);
    }
  }

  @Override
  public Link open(String broker, Link.Will itsWill, List<String> topics) throws MqttException {
    if (!isUp) {
      throw new MqttException(MqttClientException.REASON_CODE_SERVER_CONNECT_ERROR);
    }
    connections++;
    toNode.clear();
    will = Optional.of(itsWill);
    return new Connection();
  }

  private final class Connection implements Link {
    private final int number = connections;

    @Override
    public void publish(String topic, byte[] payload) throws MqttException {
      if (isLost()) {
        throw new MqttException(MqttClientException.REASON_CODE_CLIENT_NOT_CONNECTED);
      }
      deliver(topic, payload, 0);
      if (breaksAfter.isPresent()) {
        breaksAfter = OptionalInt.of(breaksAfter.getAsInt() - 1);
        if (breaksAfter.getAsInt() == 0) {
          breaksAfter = OptionalInt.empty();
          dies();
        }
      }
    }

    @Override
    public void disconnect() {
      if (!isLost()) {
        will.ifPresent(it -> deliver(it.topic(), it.payload(), 1)); // Reason code 0x04 asks for it.
        will = Optional.empty();
      }
    }

    @Override
    public boolean isLost() {
      return !isUp || number != connections;
    }

    @Override
    public Optional<Incoming> await(Duration longest) {
      if (toNode.isEmpty()) {
        time.pass(longest);
      }
      return Optional.ofNullable(toNode.poll());
    }

    @Override
    public void nudge() {}

    @Override
    public void close() {}
  }
}
