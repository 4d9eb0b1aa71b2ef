package org.dockwarden.gateway.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Hands on one decoded message for each {@code read()}. What one read from the socket decoded
 * beyond it waits here; nothing more is read from the socket meanwhile, so it is bounded by that
 * one read. Delivers in a loop and never within itself: a receiver that reads again while it
 * receives makes no stack grow, however many messages wait.
 */
final class OneMessageARead extends ChannelDuplexHandler {
  private final Queue<Object> waiting = new ArrayDeque<>();
  private boolean wanted;
  private boolean delivering;

  @Override
  public void read(ChannelHandlerContext ctx) {
    wanted = true;
    if (!delivering) {
      deliver(ctx);
      if (wanted) {
        ctx.read();
      }
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    waiting.add(message);
    if (!delivering) {
      deliver(ctx);
    }
  }

  private void deliver(ChannelHandlerContext ctx) {
    delivering = true;
    try {
      while (wanted && !waiting.isEmpty()) {
        wanted = false;
        ctx.fireChannelRead(waiting.remove());
      }
    } finally {
      delivering = false;
    }
  }

  /** A read from the socket that did not satisfy the receiver is followed by another. */
  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (wanted) {
      ctx.read();
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
  }
}
