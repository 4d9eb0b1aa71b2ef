package org.dockwarden.agent.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HeapTest {
  private static List<String> ratios() {
    HotSpotDiagnosticMXBean machine =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    return List.of(
        machine.getVMOption("MinHeapFreeRatio").getValue(),
        machine.getVMOption("MaxHeapFreeRatio").getValue());
  }

  @Test
  void growsAsBeforeOnceItWasShrunk() {
    List<String> before = ratios();
    Heap.shrink();
    assertEquals(before, ratios());
    Heap.grow();
    assertEquals(before, ratios());
  }

  @Test
  void isLargerAtWorkThanAtRest() {
    Heap.shrink();
    long atRest = Runtime.getRuntime().totalMemory();
    Heap.grow();
    assertTrue(Runtime.getRuntime().totalMemory() > atRest);
  }
}
