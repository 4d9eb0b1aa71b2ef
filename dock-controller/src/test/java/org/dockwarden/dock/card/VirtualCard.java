package org.dockwarden.dock.card;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A card for vpcd: each message is two bytes of length and the bytes; one byte is a command of the
 * reader (0 off, 1 on, 2 reset, 4 get ATR), more are an APDU.
 */
final class VirtualCard implements AutoCloseable {
  private static final byte[] ATR = {0x3B, (byte) 0x80, (byte) 0x80, 0x01, 0x01};
  private static final byte[] GET_UID = {(byte) 0xFF, (byte) 0xCA, 0, 0, 0};
  private static final int GET_ATR = 4;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final Socket socket;
  private final byte[] number;

  /** Presence, power and ATR are one look; by the end of a second one pcscd has told everybody. */
  private final CountDownLatch looks = new CountDownLatch(6);

  private final Thread thread;

  private VirtualCard(Socket socket, byte[] number) {
    this.socket = socket;
    this.number = number.clone();
    this.thread = Thread.ofVirtual().start(this::serve);
  }

  /** Inserts a card with this number into the slot that listens here. */
  static VirtualCard insert(int port, byte[] number) throws IOException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      try {
        VirtualCard card =
            new VirtualCard(new Socket(InetAddress.getLoopbackAddress(), port), number);
        card.awaitSeen();
        return card;
      } catch (IOException e) { // The slot does not listen yet.
        if (System.nanoTime() > deadline) {
          throw e;
        }
      }
    }
  }

  private void awaitSeen() throws IOException {
    try {
      if (!looks.await(PATIENCE_NANOS, TimeUnit.NANOSECONDS)) {
        throw new AssertionError("pcscd does not look at the card");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private void serve() {
    try (DataInputStream in = new DataInputStream(socket.getInputStream());
        DataOutputStream out = new DataOutputStream(socket.getOutputStream())) {
      while (true) {
        byte[] message = in.readNBytes(in.readUnsignedShort());
        looks.countDown();
        if (message.length > 1) {
          answer(out, Arrays.equals(message, GET_UID) ? good() : new byte[] {0x6D, 0});
        } else if (message.length == 1 && message[0] == GET_ATR) {
          answer(out, ATR);
        }
      }
    } catch (IOException e) {
      return; // Taken away, or pcscd has ended.
    }
  }

  private byte[] good() {
    byte[] answer = Arrays.copyOf(number, number.length + 2);
    answer[number.length] = (byte) 0x90;
    return answer;
  }

  private static void answer(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeShort(bytes.length);
    out.write(bytes);
    out.flush();
  }

  @Override
  public void close() {
    try {
      socket.close();
      thread.join();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
