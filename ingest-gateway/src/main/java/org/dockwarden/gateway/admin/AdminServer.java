package org.dockwarden.gateway.admin;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.dockwarden.gateway.health.Health;

/** The admin port (P-24). */
public final class AdminServer implements AutoCloseable {
  /** GET has no body. */
  private static final int MAX_BODY_BYTES = 1024;

  private static final int TIMEOUT_SECONDS = 30;

  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final ExecutorService answering =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("admin").factory());
  private final Channel listening;

  /** Listens when this returns. */
  public AdminServer(InetSocketAddress address, Health health, Metrics metrics) throws IOException {
    listening = bind(address, health, metrics);
  }

  private Channel bind(InetSocketAddress address, Health health, Metrics metrics)
      throws IOException {
    try {
      return new ServerBootstrap()
          .group(loop)
          .channel(NioServerSocketChannel.class)
          .childHandler(
              new ChannelInitializer<SocketChannel>() {
                @Override
                protected void initChannel(SocketChannel channel) {
                  channel
                      .pipeline()
                      .addLast(new ReadTimeoutHandler(TIMEOUT_SECONDS))
                      .addLast(new HttpServerCodec())
                      .addLast(new HttpObjectAggregator(MAX_BODY_BYTES))
                      .addLast(new AdminHandler(health, metrics, answering));
                }
              })
          .bind(address)
          .syncUninterruptibly()
          .channel();
    } catch (Exception e) { // Netty throws the IOException of bind(2) unchecked.
      close(loop, answering);
      throw new IOException(address + ": " + e.getMessage(), e);
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  @Override
  public void close() {
    var _ = listening.close().awaitUninterruptibly();
    close(loop, answering);
  }

  private static void close(EventLoopGroup loop, ExecutorService answering) {
    answering.shutdown();
    try { // An answer that is being given still needs the loop.
      var _ = answering.awaitTermination(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    var _ = loop.shutdownGracefully(0, TIMEOUT_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
