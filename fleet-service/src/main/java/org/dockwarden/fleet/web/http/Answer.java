package org.dockwarden.fleet.web.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dockwarden.fleet.web.html.Attribute;

/** What a request is answered with. */
public record Answer(int status, List<Attribute> headers, Body body) {
  private static final String HTML = "text/html; charset=utf-8";
  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";

  public Answer {
    headers = List.copyOf(headers);
  }

  /** What follows the headers. */
  public sealed interface Body {
    /** In memory. */
    record Whole(byte[] bytes) implements Body {}

    /** Written while it is made; of unknown length. */
    record Written(Writer writer) implements Body {}
  }

  /** Writes a body. */
  public interface Writer {
    void write(OutputStream out) throws IOException;
  }

  public static Answer html(int status, String html) {
    return of(status, HTML, html.getBytes(StandardCharsets.UTF_8));
  }

  public static Answer json(int status, String json) {
    return of(status, JSON, (json + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** A problem (RFC 9457); the title is for programs and people that read logs. */
  public static Answer problem(int status, String title) {
    String json = "{\"status\":" + status + ",\"title\":\"" + title.replace("\"", "'") + "\"}\n";
    return of(status, PROBLEM, json.getBytes(StandardCharsets.UTF_8));
  }

  public static Answer of(int status, String type, byte[] bytes) {
    return new Answer(status, List.of(new Attribute("Content-Type", type)), new Body.Whole(bytes));
  }

  public static Answer written(String type, Writer writer) {
    return new Answer(200, List.of(new Attribute("Content-Type", type)), new Body.Written(writer));
  }

  /** To another page of ours, with GET. */
  public static Answer seeOther(String location) {
    return new Answer(
        303, List.of(new Attribute("Location", location)), new Body.Whole(new byte[0]));
  }

  public Answer with(String name, String value) {
    List<Attribute> more = new ArrayList<>(headers);
    more.add(new Attribute(name, value));
    return new Answer(status, more, body);
  }

  /** Keeps what a person prefers for a year; no secret. */
  public Answer remembering(Map<String, String> preferences) {
    Answer answer = this;
    for (Map.Entry<String, String> preference : preferences.entrySet()) {
      answer =
          answer.with(
              "Set-Cookie",
              preference.getKey()
                  + "="
                  + preference.getValue()
                  + "; Path=/; Max-Age=31536000; Secure; HttpOnly; SameSite=Lax");
    }
    return answer;
  }
}
