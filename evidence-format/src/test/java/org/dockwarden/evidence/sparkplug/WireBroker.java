package org.dockwarden.evidence.sparkplug;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The broker's end of MQTT 5 connections, on plain TCP: answers what has to be answered, and notes
 * every packet, also those that a subscriber never sees. One client at a time.
 */
public final class WireBroker implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final byte[] CONNACK = {0x20, 3, 0, 0, 0};
  private static final byte[] PINGRESP = {(byte) 0xd0, 0};

  private final ServerSocket server;
  private final Thread thread;
  private final List<List<WirePacket>> connections = new CopyOnWriteArrayList<>();
  private volatile Socket current = new Socket();

  private WireBroker(ServerSocket server) {
    this.server = server;
    this.thread = Thread.ofVirtual().name("wire-broker").start(this::serve);
  }

  public static WireBroker start() throws IOException {
    return new WireBroker(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
  }

  public String url() {
    return "tcp://127.0.0.1:" + server.getLocalPort();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        current = client;
        List<WirePacket> packets = new CopyOnWriteArrayList<>();
        connections.add(packets);
        serve(client, packets);
      } catch (EOFException | SocketException e) {
        current = new Socket(); // The client has left, or the test has ended.
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void serve(Socket client, List<WirePacket> packets) throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    while (true) {
      int head = in.readUnsignedByte();
      ByteBuffer body = ByteBuffer.wrap(in.readNBytes(remaining(in)));
      switch (head >> 4) {
        case 1 -> {
          packets.add(WirePacket.connect(body));
          write(CONNACK);
        }
        case 3 -> publish(head & 0x0f, body, packets);
        case 8 -> {
          short id = body.getShort();
          packets.add(WirePacket.subscribe(body));
          write(new byte[] {(byte) 0x90, 4, (byte) (id >> 8), (byte) id, 0, 1});
        }
        case 12 -> write(PINGRESP);
        case 14 -> packets.add(new WirePacket.Disconnect(body.hasRemaining() ? body.get() : 0));
        default -> {} // PUBACK of what we have sent
      }
    }
  }

  private static int remaining(DataInputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int next;
    do {
      next = in.readByte();
      bytes.write(next);
    } while (next < 0);
    return WirePacket.length(ByteBuffer.wrap(bytes.toByteArray()));
  }

  private void publish(int flags, ByteBuffer body, List<WirePacket> packets) throws IOException {
    String topic = WirePacket.text(body);
    short id = (flags >> 1 & 3) > 0 ? body.getShort() : 0;
    packets.add(WirePacket.publish(flags, topic, body));
    if (id != 0) {
      write(new byte[] {0x40, 2, (byte) (id >> 8), (byte) id});
    }
  }

  private synchronized void write(byte[] bytes) throws IOException {
    OutputStream out = current.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  /** Hands a message with QoS 0 to the client. */
  public void send(String topic, byte[] payload) throws IOException {
    byte[] name = topic.getBytes(StandardCharsets.UTF_8);
    ByteBuffer body = ByteBuffer.allocate(3 + name.length + payload.length);
    body.putShort((short) name.length).put(name).put((byte) 0).put(payload);
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.write(0x30);
    int length = body.capacity();
    do {
      packet.write(length > 127 ? length % 128 | 128 : length);
      length /= 128;
    } while (length > 0);
    packet.writeBytes(body.array());
    write(packet.toByteArray());
  }

  /** Ends the connection as a broken network does. */
  public void drop() throws IOException {
    current.close();
  }

  /** What was said on each connection. */
  public List<List<WirePacket>> connections() {
    return connections.stream().map(List::copyOf).toList();
  }

  /** The messages of the n-th connection, in order; none if there is no such connection. */
  public List<WirePacket.Message> messages(int connection) {
    List<WirePacket.Message> messages = new ArrayList<>();
    if (connection < connections.size()) {
      for (WirePacket packet : connections.get(connection)) {
        if (packet instanceof WirePacket.Publish(WirePacket.Message message)) {
          messages.add(message);
        }
      }
    }
    return messages;
  }

  /** Waits until what was said is as wanted. */
  public void await(Predicate<WireBroker> wanted) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!wanted.test(this)) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("not said: " + connections);
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    current.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
