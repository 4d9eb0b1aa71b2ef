/** A JVM that does nothing: what the agent's idle figures are held against. */
public final class Bare {
  private Bare() {}

  public static void main(String[] arguments) throws InterruptedException {
    Thread.sleep(Long.MAX_VALUE);
  }
}
