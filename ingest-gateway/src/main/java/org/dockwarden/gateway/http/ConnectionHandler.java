package org.dockwarden.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.DockId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: head, body, answer, next head. Reads only when it wants something, one decoded
 * message a read, so that pipelined requests and unwanted bodies wait in the socket. All methods
 * run on the connection's event loop but those of {@link BodyQueue.Connection}.
 */
final class ConnectionHandler extends ChannelInboundHandlerAdapter implements BodyQueue.Connection {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionHandler.class);

  private final Routes routes;
  private final Executor answering;
  private final Admission admission;
  private final HttpLimits limits;
  private final Peer peer;
  private final HttpWatch watch;

  private @Nullable ChannelHandlerContext context;
  private @Nullable ScheduledFuture<?> headDeadline;
  private @Nullable DockId counted;
  private boolean tooMany;

  /** The request in hand, if there is one. */
  private @Nullable BodyQueue body;

  private boolean keepAlive;
  private boolean awaitsContinue;
  private boolean answered;
  private boolean ended;
  private long discardedBytes;

  ConnectionHandler(
      Routes routes,
      Executor answering,
      Admission admission,
      HttpLimits limits,
      Peer peer,
      HttpWatch watch) {
    this.routes = routes;
    this.answering = answering;
    this.admission = admission;
    this.limits = limits;
    this.peer = peer;
    this.watch = watch;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    watch.connectionOpened();
    awaitHead(ctx);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SslHandshakeCompletionEvent done) {
      if (done.isSuccess()) {
        countIn(ctx);
      } else {
        watch.handshakeFailed();
        LOG.info("{}: handshake: {}", ctx.channel().remoteAddress(), done.cause().toString());
        var _ = ctx.close();
      }
    }
  }

  /** A dock's connections count before they ask for anything: silent ones take room as well. */
  private void countIn(ChannelHandlerContext ctx) {
    try {
      count(ctx, peer.of(ctx.channel()));
    } catch (EvidenceException e) {
      LOG.info("{}: {}", ctx.channel().remoteAddress(), e.getMessage()); // Its request is told.
    }
  }

  private void count(ChannelHandlerContext ctx, DockId dock) {
    if (counted == null) {
      counted = dock;
      switch (admission.open(dock)) {
        case SERVED -> tooMany = false;
        case REFUSED -> tooMany = true;
        case CLOSED -> {
          tooMany = true;
          var _ = ctx.close();
        }
      }
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    switch (message) {
      case HttpRequest head -> onHead(ctx, head);
      case HttpContent content -> onContent(ctx, content);
      default -> ReferenceCountUtil.release(message);
    }
  }

  private void onHead(ChannelHandlerContext ctx, HttpRequest head) {
    cancelHeadDeadline();
    BodyQueue queue = new BodyQueue(this, announcedBytes(head), limits.bodyTime(), limits.pace());
    body = queue;
    keepAlive = HttpUtil.isKeepAlive(head);
    awaitsContinue = HttpUtil.is100ContinueExpected(head);
    answered = false;
    ended = false;
    discardedBytes = 0;
    if (head.decoderResult().isFailure()) {
      keepAlive = false;
      answer(ctx, malformed(head.decoderResult().cause()), head.method());
      return;
    }
    try {
      start(ctx, head, queue);
    } catch (EvidenceException e) {
      keepAlive = false;
      answer(ctx, ProblemResponse.of(e), head.method());
    }
  }

  /** A length that is none makes the whole head malformed: nobody knows where the next begins. */
  private static long announcedBytes(HttpRequest head) {
    try {
      return HttpUtil.getContentLength(head, HttpUtil.isTransferEncodingChunked(head) ? -1L : 0L);
    } catch (NumberFormatException e) {
      head.setDecoderResult(DecoderResult.failure(e));
      return -1;
    }
  }

  private void start(ChannelHandlerContext ctx, HttpRequest head, BodyQueue queue)
      throws EvidenceException {
    if (head.protocolVersion().majorVersion() != 1) {
      throw new EvidenceException(ErrorCode.REQUEST_MALFORMED, "version: (expected: HTTP/1.1)");
    }
    Request request = new Request(head, admit(ctx), queue);
    if (!request.path().startsWith("/")) {
      throw new EvidenceException(ErrorCode.REQUEST_MALFORMED, "path: (expected: /…)");
    }
    if (!admission.beginRequest()) {
      answer(ctx, ProblemResponse.of(ErrorCode.GATEWAY_BUSY, "requests"), head.method());
      return;
    }
    try {
      answering.execute(() -> answerOffLoop(ctx, request, head.method()));
    } catch (RejectedExecutionException e) {
      admission.endRequest();
      throw new EvidenceException(ErrorCode.GATEWAY_BUSY, "stopping", e);
    }
  }

  /** P-2, P-23. */
  private DockId admit(ChannelHandlerContext ctx) throws EvidenceException {
    DockId dock = peer.of(ctx.channel());
    count(ctx, dock);
    if (tooMany) {
      throw new EvidenceException(ErrorCode.DOCK_LIMIT_REACHED, dock + ": connections");
    }
    return dock;
  }

  private void answerOffLoop(ChannelHandlerContext ctx, Request request, HttpMethod method) {
    Response response;
    try {
      response = routes.answer(request);
    } finally {
      admission.endRequest();
    }
    try {
      ctx.executor().execute(() -> answer(ctx, response, method));
    } catch (RejectedExecutionException e) {
      LOG.info("stopped before an answer was sent");
    }
  }

  private static Response malformed(Throwable cause) {
    return cause instanceof TooLongHttpHeaderException || cause instanceof TooLongHttpLineException
        ? ProblemResponse.of(ErrorCode.REQUEST_TOO_LARGE, "head")
        : ProblemResponse.of(ErrorCode.REQUEST_MALFORMED, "head");
  }

  private void onContent(ChannelHandlerContext ctx, HttpContent content) {
    BodyQueue queue = body;
    if (queue == null) {
      content.release();
      return;
    }
    boolean last = content instanceof LastHttpContent;
    ended |= last;
    if (content.decoderResult().isFailure()) {
      content.release();
      keepAlive = false;
      queue.breakOff();
      if (answered) {
        var _ = ctx.close();
      }
      return;
    }
    if (answered) {
      discardedBytes += content.content().readableBytes();
      content.release();
      goOn(ctx);
    } else {
      ByteBuf piece = content.content();
      queue.offer(piece, last); // Takes over the content's one reference.
    }
  }

  private void answer(ChannelHandlerContext ctx, Response response, HttpMethod method) {
    BodyQueue queue = body;
    if (queue == null || answered) {
      return;
    }
    answered = true;
    ended |= queue.finish();
    if (awaitsContinue && !ended) {
      keepAlive = false; // The client may or may not send its body now: nobody could tell which.
    }
    keepAlive &= ended || queue.announcedBytes() <= HttpLimits.MAX_DISCARDED_BYTES;
    watch.answered(response.status());
    var _ =
        ctx.writeAndFlush(encode(response, method))
            .addListener(
                written -> {
                  if (written.isSuccess()) {
                    goOn(ctx);
                  } else {
                    var _ = ctx.close();
                  }
                });
  }

  private FullHttpResponse encode(Response response, HttpMethod method) {
    boolean head = method.equals(HttpMethod.HEAD);
    ByteBuf content = head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(response.body());
    FullHttpResponse encoded =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, statusOf(response.status()), content);
    response.headers().forEach((name, value) -> encoded.headers().set(name, value));
    if (response.status() != HttpResponseStatus.NO_CONTENT.code()) {
      encoded.headers().set(HttpHeaderNames.CONTENT_LENGTH, response.body().length);
    }
    if (!keepAlive) {
      encoded.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    return encoded;
  }

  private static HttpResponseStatus statusOf(int status) {
    return status == ErrorCode.CHECKSUM_MISMATCH.httpStatus()
        ? new HttpResponseStatus(status, "Checksum Mismatch") // tus, checksum extension
        : HttpResponseStatus.valueOf(status);
  }

  /** After an answer: the rest of the body away, then the next head, or the end. */
  private void goOn(ChannelHandlerContext ctx) {
    if (ended && keepAlive) {
      body = null;
      awaitHead(ctx);
    } else if (ended || discardedBytes > HttpLimits.MAX_DISCARDED_BYTES) {
      var _ = ctx.close();
    } else {
      if (headDeadline == null) {
        // Closing with unread bytes would reset the connection before the client has read why.
        Duration longest = keepAlive ? limits.headTime() : HttpLimits.LINGER_TIME;
        headDeadline = closeAfter(ctx, longest.toMillis());
      }
      ctx.read();
    }
  }

  /** One time limit for keeping quiet and for dribbling a head: slow clients gain nothing. */
  private void awaitHead(ChannelHandlerContext ctx) {
    cancelHeadDeadline();
    headDeadline = closeAfter(ctx, limits.headTime().toMillis());
    ctx.read();
  }

  private static ScheduledFuture<?> closeAfter(ChannelHandlerContext ctx, long millis) {
    return ctx.executor().schedule(() -> closeNow(ctx), millis, TimeUnit.MILLISECONDS);
  }

  private static void closeNow(ChannelHandlerContext ctx) {
    var _ = ctx.close();
  }

  private void cancelHeadDeadline() {
    ScheduledFuture<?> deadline = headDeadline;
    headDeadline = null;
    if (deadline != null) {
      deadline.cancel(false);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    cancelHeadDeadline();
    watch.connectionClosed();
    DockId dock = counted;
    if (dock != null) {
      counted = null;
      admission.close(dock);
    }
    BodyQueue queue = body;
    if (queue != null) {
      queue.breakOff();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // Resets, TLS alerts: ordinary on a network, and the client's to repeat.
    LOG.info("{}: {}", ctx.channel().remoteAddress(), cause.toString());
    var _ = ctx.close();
  }

  @Override
  public void begin() {
    onLoop(
        ctx -> {
          if (awaitsContinue && !answered) {
            awaitsContinue = false;
            var _ =
                ctx.writeAndFlush(
                        new DefaultFullHttpResponse(
                            HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE))
                    .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
          }
        });
  }

  @Override
  public void more() {
    onLoop(ChannelHandlerContext::read);
  }

  @Override
  public void close() {
    onLoop(ConnectionHandler::closeNow);
  }

  private void onLoop(Consumer<ChannelHandlerContext> action) {
    ChannelHandlerContext ctx = context;
    if (ctx == null) {
      return;
    }
    try {
      if (ctx.executor().inEventLoop()) {
        action.accept(ctx);
      } else {
        ctx.executor().execute(() -> action.accept(ctx));
      }
    } catch (RejectedExecutionException e) {
      LOG.info("stopped while a body was read");
    }
  }
}
