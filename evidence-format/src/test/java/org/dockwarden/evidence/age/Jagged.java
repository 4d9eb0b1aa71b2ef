package org.dockwarden.evidence.age;

import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/** Another implementation of age in Java, as an oracle. */
final class Jagged {
  private Jagged() {}

  static byte[] seal(byte[] original, List<X25519Recipient> recipients)
      throws GeneralSecurityException, IOException {
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    try (WritableByteChannel sealing = sealing(sealed, recipients)) {
      ByteBuffer source = ByteBuffer.wrap(original);
      while (source.hasRemaining()) {
        sealing.write(source);
      }
    }
    return sealed.toByteArray();
  }

  static byte[] open(byte[] sealed, X25519Identity identity)
      throws GeneralSecurityException, IOException {
    ByteArrayOutputStream original = new ByteArrayOutputStream();
    open(sealed, identity, original);
    return original.toByteArray();
  }

  static void open(byte[] sealed, X25519Identity identity, OutputStream original)
      throws GeneralSecurityException, IOException {
    ReadableByteChannel source = Channels.newChannel(new ByteArrayInputStream(sealed));
    try (ReadableByteChannel opened =
        new StandardDecryptingChannelFactory()
            .newDecryptingChannel(
                source,
                List.of(
                    X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(
                        identity.encode())))) {
      ByteBuffer read = ByteBuffer.allocate(65_536);
      while (opened.read(read) >= 0) {
        original.write(read.array(), 0, read.position());
        read.clear();
      }
    }
  }

  /** Starts a sealed object; closing it writes its end. */
  static WritableByteChannel sealing(OutputStream sealed, List<X25519Recipient> recipients)
      throws GeneralSecurityException, IOException {
    List<RecipientStanzaWriter> writers = new ArrayList<>();
    for (X25519Recipient recipient : recipients) {
      writers.add(
          X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient.toString()));
    }
    return new StandardEncryptingChannelFactory()
        .newEncryptingChannel(Channels.newChannel(sealed), writers);
  }
}
