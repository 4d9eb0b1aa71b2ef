package org.dockwarden.dock.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.dockwarden.dock.gpio.OutputLine;
import org.dockwarden.dock.gpio.OutputLines;

/**
 * Lines of /dev/gpiochipN by the GPIO character device, version 2 (linux/gpio.h; Linux 5.10). The
 * kernel gives a line back when its descriptor is closed, also when the process dies.
 */
public final class KernelLines implements OutputLines {
  // linux/gpio.h: _IOWR(0xB4, nr, struct).
  private static final long GET_LINE = 0xc250b407L; // 592 bytes of gpio_v2_line_request
  private static final long GET_VALUES = 0xc010b40eL; // 16 bytes of gpio_v2_line_values
  private static final long SET_VALUES = 0xc010b40fL;

  // struct gpio_v2_line_request
  private static final int REQUEST_BYTES = 592;
  private static final int OFFSETS = 0; // u32[64]
  private static final int CONSUMER = 256; // char[32]
  private static final int FLAGS = 288; // config.flags, u64
  private static final int ATTRIBUTE_COUNT = 296; // config.num_attrs, u32
  private static final int ATTRIBUTE = 320; // config.attrs[0]: u32 id, u32 padding, u64 values
  private static final int ATTRIBUTE_VALUES = 328;
  private static final int ATTRIBUTE_MASK = 336;
  private static final int LINE_COUNT = 560; // u32
  private static final int DESCRIPTOR = 588; // s32

  private static final long FLAG_ACTIVE_LOW = 1 << 1;
  private static final long FLAG_OUTPUT = 1 << 3;
  private static final int ATTRIBUTE_OUTPUT_VALUES = 2;
  private static final long ONLY_LINE = 1;

  // struct gpio_v2_line_values: u64 bits, u64 mask
  private static final int VALUES_BYTES = 16;
  private static final int MASK = 8;

  private final Path devices;

  /** Lines of the machine. */
  public KernelLines() {
    this(Path.of("/dev"));
  }

  KernelLines(Path devices) {
    this.devices = devices;
  }

  @Override
  public OutputLine open(int chip, int line, boolean isActiveLow, boolean isActive)
      throws IOException {
    String name = "gpiochip" + chip + " line " + line;
    try (Device device = Device.open(devices.resolve("gpiochip" + chip));
        Arena arena = Arena.ofConfined()) {
      MemorySegment request = request(arena, line, isActiveLow, isActive);
      device.control("line " + line, GET_LINE, request);
      return new KernelLine(Device.of(name, request.get(JAVA_INT, DESCRIPTOR)));
    }
  }

  static MemorySegment request(Arena arena, int line, boolean isActiveLow, boolean isActive) {
    MemorySegment request = arena.allocate(REQUEST_BYTES, Long.BYTES);
    request.set(JAVA_INT, OFFSETS, line);
    byte[] consumer = "dockwarden".getBytes(StandardCharsets.US_ASCII);
    MemorySegment.copy(consumer, 0, request, JAVA_BYTE, CONSUMER, consumer.length);
    request.set(JAVA_LONG, FLAGS, FLAG_OUTPUT | (isActiveLow ? FLAG_ACTIVE_LOW : 0));
    request.set(JAVA_INT, ATTRIBUTE_COUNT, 1);
    request.set(JAVA_INT, ATTRIBUTE, ATTRIBUTE_OUTPUT_VALUES);
    request.set(JAVA_LONG, ATTRIBUTE_VALUES, isActive ? ONLY_LINE : 0);
    request.set(JAVA_LONG, ATTRIBUTE_MASK, ONLY_LINE);
    request.set(JAVA_INT, LINE_COUNT, 1);
    return request;
  }

  @Override
  public void close() {} // Every line has a descriptor of its own.

  /** One requested line. */
  private record KernelLine(Device device) implements OutputLine {
    @Override
    public synchronized void set(boolean isActive) throws IOException {
      control("set", SET_VALUES, isActive);
    }

    @Override
    public synchronized boolean isActive() throws IOException {
      return control("get", GET_VALUES, false);
    }

    private boolean control(String what, long request, boolean isActive) throws IOException {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment values = arena.allocate(VALUES_BYTES, Long.BYTES);
        values.set(JAVA_LONG, 0, isActive ? ONLY_LINE : 0);
        values.set(JAVA_LONG, MASK, ONLY_LINE);
        device.control(what, request, values);
        return (values.get(JAVA_LONG, 0) & ONLY_LINE) != 0;
      }
    }

    @Override
    public synchronized void close() throws IOException {
      device.close();
    }
  }
}
