package org.dockwarden.agent.memory;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * The heap of this process: small at rest, large at work, where a small one would be collected
 * again and again. Young objects get a fixed part of what the old ones have, so this is the size of
 * both.
 */
public final class Heap {
  private static final String LEAST_FREE = "MinHeapFreeRatio";
  private static final String MOST_FREE = "MaxHeapFreeRatio";

  /** Percent of the old generation that are free: what a dock at rest needs until its next work. */
  private static final int LEAST_AT_REST = 3;

  private static final int MOST_AT_REST = 6;

  /** About three times what lives at rest. */
  private static final int LEAST_AT_WORK = 70;

  private static final int MOST_AT_WORK = 80;

  private Heap() {}

  /** Collects all garbage, and gives back nearly all that is free then. */
  public static void shrink() {
    collect(LEAST_AT_REST, MOST_AT_REST);
  }

  /** Collects all garbage, and takes the room that work needs. */
  public static void grow() {
    collect(LEAST_AT_WORK, MOST_AT_WORK);
  }

  private static void collect(int leastFree, int mostFree) {
    HotSpotDiagnosticMXBean machine =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    String least = machine.getVMOption(LEAST_FREE).getValue();
    String most = machine.getVMOption(MOST_FREE).getValue();
    try { // The least is never more than the most, in either direction.
      machine.setVMOption(LEAST_FREE, "0");
      machine.setVMOption(MOST_FREE, Integer.toString(mostFree));
      machine.setVMOption(LEAST_FREE, Integer.toString(leastFree));
      System.gc();
    } finally {
      machine.setVMOption(LEAST_FREE, "0");
      machine.setVMOption(MOST_FREE, most);
      machine.setVMOption(LEAST_FREE, least);
    }
  }
}
