package org.dockwarden.gateway.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The listening gateway. Closing stops gracefully: requests in hand are answered first. */
public final class NettyServer implements AutoCloseable {
  private static final int BACKLOG = 512;
  private static final int SMALLEST_READ_BYTES = 2048;
  private static final int FIRST_READ_BYTES = 16 * 1024;
  private static final int LARGEST_READ_BYTES = 256 * 1024;
  private static final Duration STOP_TIME = Duration.ofSeconds(10);

  private final EventLoopGroup loops;
  private final ExecutorService answering =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("request-", 0).factory());
  private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Admission admission;
  private final Channel listening;

  /** Listens when this returns. */
  public NettyServer(
      InetSocketAddress address, GatewayTls tls, Routes routes, HttpLimits limits, HttpWatch watch)
      throws IOException {
    admission = new Admission(limits.connectionsPerDock(), limits.requests());
    loops = new MultiThreadIoEventLoopGroup(ioHandler());
    GatewayPipeline pipeline =
        new GatewayPipeline(
            tls.context(), routes, answering, admission, limits, tls.peer(), watch, open);
    listening = bind(address, pipeline);
  }

  private Channel bind(InetSocketAddress address, GatewayPipeline pipeline) throws IOException {
    try {
      return new ServerBootstrap()
          .group(loops)
          .channel(channelType())
          .option(ChannelOption.SO_BACKLOG, BACKLOG)
          .option(ChannelOption.SO_REUSEADDR, true)
          .childOption(ChannelOption.AUTO_READ, false)
          .childOption(ChannelOption.TCP_NODELAY, true)
          .childOption(
              ChannelOption.RECVBUF_ALLOCATOR,
              new AdaptiveRecvByteBufAllocator(
                  SMALLEST_READ_BYTES, FIRST_READ_BYTES, LARGEST_READ_BYTES))
          .childHandler(pipeline)
          .bind(address)
          .syncUninterruptibly()
          .channel();
    } catch (RuntimeException e) {
      stopLoops();
      throw e;
    } catch (Exception e) { // Netty throws the IOException of bind(2) unchecked.
      stopLoops();
      throw new IOException(address + ": " + e.getMessage(), e);
    }
  }

  private static IoHandlerFactory ioHandler() {
    return Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
  }

  private static Class<? extends ServerSocketChannel> channelType() {
    return Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  /** Requests that are being answered. */
  public int requestsNow() {
    return admission.requestsNow();
  }

  @Override
  public void close() {
    var _ = listening.close().awaitUninterruptibly();
    try {
      var _ = admission.awaitIdle(STOP_TIME.toMillis());
      var _ = open.close().await(STOP_TIME.toMillis());
      answering.shutdown();
      if (!answering.awaitTermination(STOP_TIME.toMillis(), TimeUnit.MILLISECONDS)) {
        answering.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stopLoops();
  }

  private void stopLoops() {
    var _ =
        loops
            .shutdownGracefully(0, STOP_TIME.toSeconds(), TimeUnit.SECONDS)
            .awaitUninterruptibly(STOP_TIME.toMillis());
  }
}
