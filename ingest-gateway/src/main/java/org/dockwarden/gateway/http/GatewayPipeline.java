package org.dockwarden.gateway.http;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.Executor;

/**
 * What a connection passes through: TLS → HTTP/1.1 → one message a read → {@link
 * ConnectionHandler}.
 */
final class GatewayPipeline extends ChannelInitializer<SocketChannel> {
  private final SslContext tls;
  private final Routes routes;
  private final Executor answering;
  private final Admission admission;
  private final HttpLimits limits;
  private final Peer peer;
  private final HttpWatch watch;
  private final ChannelGroup open;

  GatewayPipeline(
      SslContext tls,
      Routes routes,
      Executor answering,
      Admission admission,
      HttpLimits limits,
      Peer peer,
      HttpWatch watch,
      ChannelGroup open) {
    this.tls = tls;
    this.routes = routes;
    this.answering = answering;
    this.admission = admission;
    this.limits = limits;
    this.peer = peer;
    this.watch = watch;
    this.open = open;
  }

  @Override
  protected void initChannel(SocketChannel channel) {
    if (open.size() >= HttpLimits.MAX_CONNECTIONS) {
      var _ = channel.close();
      return;
    }
    open.add(channel);
    SslHandler handshake = tls.newHandler(channel.alloc());
    handshake.setHandshakeTimeoutMillis(HttpLimits.HANDSHAKE_TIME.toMillis());
    channel.pipeline().addLast("tls", handshake);
    addHttp(
        channel.pipeline(),
        new ConnectionHandler(routes, answering, admission, limits, peer, watch));
  }

  /** The part above TLS, which tests run without it. */
  static void addHttp(ChannelPipeline pipeline, ConnectionHandler handler) {
    pipeline
        .addLast("http", new HttpServerCodec(decoderLimits()))
        .addLast("one-a-read", new OneMessageARead())
        .addLast("connection", handler);
  }

  private static HttpDecoderConfig decoderLimits() {
    return new HttpDecoderConfig()
        .setMaxInitialLineLength(HttpLimits.MAX_REQUEST_LINE_BYTES)
        .setMaxHeaderSize(HttpLimits.MAX_HEAD_BYTES)
        .setMaxChunkSize(HttpLimits.MAX_PIECE_BYTES);
  }
}
