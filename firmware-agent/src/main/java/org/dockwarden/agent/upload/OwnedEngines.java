package org.dockwarden.agent.upload;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Another context, and the engines that it has made. Those of BoringSSL hold two descriptors each,
 * which java.net.http, done with a connection, leaves to the garbage collector: those that have
 * ended are freed when the next is made, all of them by {@link #free}. Thread-safe.
 */
final class OwnedEngines extends SSLContextSpi {
  private static final Logger LOG = LoggerFactory.getLogger(OwnedEngines.class);

  private final SSLContext made;
  private final Set<SSLEngine> engines =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  OwnedEngines(SSLContext made) {
    this.made = made;
  }

  /** The context to use in its place. */
  SSLContext context() {
    return new SSLContext(this, made.getProvider(), made.getProtocol()) {};
  }

  /** Frees every engine; nobody uses one any more. */
  void free() {
    for (SSLEngine engine : List.copyOf(engines)) {
      free(engine);
    }
  }

  private void free(SSLEngine engine) {
    try {
      engine.closeOutbound();
      ByteBuffer farewell = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
      while (!engine.isOutboundDone()) {
        engine.wrap(ByteBuffer.allocate(0), farewell.clear());
      }
      engine.closeInbound();
    } catch (SSLException e) {
      LOG.debug("TLS: ended by {}", e.toString()); // Nobody waits for its last word.
    }
    engines.remove(engine);
  }

  private SSLEngine owned(SSLEngine engine) {
    for (SSLEngine other : List.copyOf(engines)) {
      if (other.isInboundDone() || other.isOutboundDone()) {
        free(other);
      }
    }
    engines.add(engine);
    return engine;
  }

  @Override
  protected SSLEngine engineCreateSSLEngine() {
    return owned(made.createSSLEngine());
  }

  @Override
  protected SSLEngine engineCreateSSLEngine(String host, int port) {
    return owned(made.createSSLEngine(host, port));
  }

  @Override
  protected void engineInit(
      KeyManager @Nullable [] keys,
      TrustManager @Nullable [] trust,
      @Nullable SecureRandom random) {
    throw new UnsupportedOperationException("initialised already");
  }

  @Override
  protected SSLSocketFactory engineGetSocketFactory() {
    return made.getSocketFactory();
  }

  @Override
  protected SSLServerSocketFactory engineGetServerSocketFactory() {
    return made.getServerSocketFactory();
  }

  @Override
  protected SSLSessionContext engineGetServerSessionContext() {
    return made.getServerSessionContext();
  }

  @Override
  protected SSLSessionContext engineGetClientSessionContext() {
    return made.getClientSessionContext();
  }

  @Override
  protected SSLParameters engineGetDefaultSSLParameters() {
    return made.getDefaultSSLParameters();
  }

  @Override
  protected SSLParameters engineGetSupportedSSLParameters() {
    return made.getSupportedSSLParameters();
  }
}
