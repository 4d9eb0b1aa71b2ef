package org.dockwarden.gateway.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Hands on one decoded message for each {@code read()}. What one read from the socket decoded
 * beyond it waits here; nothing more is read from the socket meanwhile, so it is bounded by that
 * one read.
 */
final class OneMessageARead extends ChannelDuplexHandler {
  private final Queue<Object> waiting = new ArrayDeque<>();
  private boolean wanted;

  @Override
  public void read(ChannelHandlerContext ctx) {
    Object message = waiting.poll();
    if (message == null) {
      wanted = true;
      ctx.read();
    } else {
      ctx.fireChannelRead(message);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (wanted) {
      wanted = false;
      ctx.fireChannelRead(message);
    } else {
      waiting.add(message);
    }
  }

  /** A read that decoded no whole message has to be followed by another. */
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
