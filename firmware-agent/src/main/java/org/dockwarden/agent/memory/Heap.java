package org.dockwarden.agent.memory;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * The heap of this process. At work it grows as the JVM thinks fit: a heap that is held small then
 * is collected again and again.
 */
public final class Heap {
  private static final String LEAST_FREE = "MinHeapFreeRatio";
  private static final String MOST_FREE = "MaxHeapFreeRatio";

  /** Percent of the old generation: what a dock at rest needs until its next work. */
  private static final String LEAST_AT_REST = "5";

  private static final String MOST_AT_REST = "10";

  private Heap() {}

  /** Collects all garbage, and gives back nearly all that is free then. */
  public static void shrink() {
    HotSpotDiagnosticMXBean machine =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    String least = machine.getVMOption(LEAST_FREE).getValue();
    String most = machine.getVMOption(MOST_FREE).getValue();
    try { // The least is never more than the most, in either direction.
      machine.setVMOption(LEAST_FREE, LEAST_AT_REST);
      machine.setVMOption(MOST_FREE, MOST_AT_REST);
      System.gc();
    } finally {
      machine.setVMOption(MOST_FREE, most);
      machine.setVMOption(LEAST_FREE, least);
    }
  }
}
