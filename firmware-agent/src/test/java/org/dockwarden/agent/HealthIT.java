package org.dockwarden.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.dockwarden.dock.bay.BayState;
import org.dockwarden.evidence.sparkplug.SparkplugCodec;
import org.dockwarden.evidence.sparkplug.SparkplugPayload;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dock as a Sparkplug edge node on a real broker. */
final class HealthIT {
  private static final String BIRTH = "spBv1.0/force-a/NBIRTH/dock-0001";

  @TempDir private Path folder = Path.of("");
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final Map<String, byte[]> payloads = new ConcurrentHashMap<>();

  @Test
  void tellsBirthsAndChangesOfEveryBay() throws Exception {
    int port = freePort();
    Process broker = start(List.of("mosquitto", "-p", Integer.toString(port)));
    try (AgentRig rig = new AgentRig(folder)) {
      AgentRig.await(() -> accepts(port), () -> "no broker");
      MqttAsyncClient listener =
          new MqttAsyncClient("tcp://127.0.0.1:" + port, "listener", new MemoryPersistence());
      listener.setCallback(new Listener());
      try {
        listener.connect().waitForCompletion();
        listener.subscribe("spBv1.0/#", 1).waitForCompletion();
        Files.writeString(
            rig.folder.resolve("agent.toml"),
            Files.readString(rig.folder.resolve("agent.toml"))
                + """
                [health]
                brokers = ["tcp://127.0.0.1:%d"]
                group = "force-a"
                trust = "ca.pem"
                certificate = "dock.pem"
                key = "dock.key"
                """
                    .formatted(port));
        try (Agent agent = rig.start()) {
          await("spBv1.0/force-a/DBIRTH/dock-0001/bay-2");
          rig.dock(1, rig.camera("a"), "BW-1");
          rig.await(agent, 1, BayState.CLEARED);
          await("spBv1.0/force-a/DDATA/dock-0001/bay-1");
          listener
              .publish("spBv1.0/force-a/NCMD/dock-0001", new byte[0], 1, false)
              .waitForCompletion();
          AgentRig.await(() -> heard.stream().filter(BIRTH::equals).count() == 2, () -> "" + heard);
        }
        await("spBv1.0/force-a/NDEATH/dock-0001");
        SparkplugPayload birth = SparkplugCodec.decode(Objects.requireNonNull(payloads.get(BIRTH)));
        assertEquals(0, birth.seq().orElseThrow());
        assertTrue(
            birth.metrics().stream().anyMatch(metric -> metric.name().orElse("").equals("bdSeq")));
      } finally {
        listener.disconnectForcibly(0, 1000, true);
        listener.close(true);
      }
    } finally {
      end(broker);
    }
  }

  private void await(String topic) throws Exception {
    AgentRig.await(() -> heard.contains(topic), () -> topic + " not in " + heard);
  }

  private final class Listener implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      payloads.put(topic, message.getPayload());
      heard.add(topic);
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }

  private static Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void end(Process process) throws InterruptedException {
    process.destroy();
    assertTrue(process.waitFor(10, TimeUnit.SECONDS));
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
