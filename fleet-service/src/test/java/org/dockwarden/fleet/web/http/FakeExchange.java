package org.dockwarden.fleet.web.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** An exchange of which only the answer matters. */
final class FakeExchange extends HttpExchange {
  private final Headers headers = new Headers();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final OutputStream out;
  private volatile int status;

  FakeExchange() {
    this.out = body;
  }

  FakeExchange(OutputStream out) {
    this.out = out;
  }

  int status() {
    return status;
  }

  String written() {
    return body.toString(StandardCharsets.UTF_8);
  }

  @Override
  public Headers getResponseHeaders() {
    return headers;
  }

  @Override
  public void sendResponseHeaders(int code, long length) {
    status = code;
  }

  @Override
  public OutputStream getResponseBody() {
    return out;
  }

  @Override
  public int getResponseCode() {
    return status;
  }

  @Override
  public void close() {}

  @Override
  public Headers getRequestHeaders() {
    return headers;
  }

  @Override
  public URI getRequestURI() {
    return URI.create("/live");
  }

  @Override
  public String getRequestMethod() {
    return "GET";
  }

  @Override
  public HttpContext getHttpContext() {
    throw new UnsupportedOperationException();
  }

  @Override
  public InputStream getRequestBody() {
    return InputStream.nullInputStream();
  }

  @Override
  public InetSocketAddress getRemoteAddress() {
    return new InetSocketAddress(0);
  }

  @Override
  public InetSocketAddress getLocalAddress() {
    return new InetSocketAddress(0);
  }

  @Override
  public String getProtocol() {
    return "HTTP/1.1";
  }

  @Override
  public Object getAttribute(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setAttribute(String name, Object value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setStreams(InputStream in, OutputStream to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public HttpPrincipal getPrincipal() {
    throw new UnsupportedOperationException();
  }
}
