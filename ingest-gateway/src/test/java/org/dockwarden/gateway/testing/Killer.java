package org.dockwarden.gateway.testing;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.dockwarden.gateway.store.UploadWriter;

/**
 * Stops a process at its n-th changing call of a port, before or after the call has had its effect;
 * from then on nothing of the process reaches a disk any more.
 */
public final class Killer {
  /** Calls that change nothing and that workers repeat as often as they have time to. */
  private static final Set<String> LOOKS =
      Set.of(
          "answer",
          "commitOf",
          "commitsOf",
          "custody",
          "delivery",
          "due",
          "event",
          "events",
          "freeBytes",
          "length",
          "openQuarantine",
          "openUploads",
          "quarantined",
          "receipt",
          "recording",
          "standing",
          "status",
          "undelivered",
          "unfinished",
          "upload",
          "uploads");

  private final boolean afterEffect;
  private int left;
  private boolean dead;

  public Killer(int call, boolean afterEffect) {
    this.left = call;
    this.afterEffect = afterEffect;
  }

  public synchronized boolean isDead() {
    return dead;
  }

  /** The port, as the doomed process sees it. */
  public <T> T wrap(Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> call(real, method, arguments)));
  }

  private synchronized Object call(Object real, Method method, Object[] arguments)
      throws Throwable {
    boolean fallible =
        Arrays.stream(method.getExceptionTypes()).anyMatch(it -> it.equals(IOException.class));
    if (!fallible || method.getName().equals("close")) {
      return result(real, method, arguments);
    }
    if (dead) {
      throw new IOException("killed");
    }
    if (!LOOKS.contains(method.getName())) {
      left--;
    }
    if (left == 0) {
      dead = true;
      if (afterEffect) {
        if (result(real, method, arguments) instanceof AutoCloseable open) {
          open.close(); // As the kernel does for a dead process.
        }
      }
      throw new IOException("killed");
    }
    return result(real, method, arguments);
  }

  private Object result(Object real, Method method, Object[] arguments) throws Throwable {
    try {
      Object result = method.invoke(real, arguments);
      return result instanceof UploadWriter writer ? wrap(UploadWriter.class, writer) : result;
    } catch (InvocationTargetException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }
}
