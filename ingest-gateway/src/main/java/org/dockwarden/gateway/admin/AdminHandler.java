package org.dockwarden.gateway.admin;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import org.dockwarden.gateway.health.Health;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers one request a connection; gauges may ask the disk, so not on the event loop. */
final class AdminHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(AdminHandler.class);
  private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

  private final Health health;
  private final Metrics metrics;
  private final Executor answering;

  AdminHandler(Health health, Metrics metrics, Executor answering) {
    this.health = health;
    this.metrics = metrics;
    this.answering = answering;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    boolean reads = request.method().equals(HttpMethod.GET);
    String path = reads ? request.uri() : "";
    answering.execute(() -> answer(ctx, path));
  }

  private void answer(ChannelHandlerContext ctx, String path) {
    try {
      var _ = ctx.writeAndFlush(response(path)).addListener(ChannelFutureListener.CLOSE);
    } catch (IOException | RuntimeException e) {
      LOG.warn("admin {}: {}", path, e.toString());
      var _ = ctx.close();
    }
  }

  private FullHttpResponse response(String path) throws IOException {
    return switch (path) {
      case "/healthz" -> {
        HttpResponseStatus status =
            health.isWell() ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE;
        yield of(status, "application/json", HealthJson.encode(health));
      }
      case "/metrics" -> of(HttpResponseStatus.OK, TEXT_FORMAT, metrics.text());
      default ->
          of(
              HttpResponseStatus.NOT_FOUND,
              "text/plain",
              "GET /healthz or /metrics\n".getBytes(StandardCharsets.UTF_8));
    };
  }

  private static FullHttpResponse of(HttpResponseStatus status, String type, byte[] body) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
    response.headers().set(HttpHeaderNames.CONNECTION, "close");
    return response;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.info("admin: {}", cause.toString());
    var _ = ctx.close();
  }
}
