package org.dockwarden.agent.status;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** Whoever answers what is asked of the loopback address beside the status. */
public interface Pages extends AutoCloseable {
  /** Answers, and closes the exchange. Runs on a thread of its own, which may take long. */
  void answer(HttpExchange exchange) throws IOException;

  /** Ends what is being answered for long. */
  @Override
  void close();
}
