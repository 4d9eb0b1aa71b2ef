package org.dockwarden.dock.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.dockwarden.dock.sensor.I2cRegisters;

/**
 * A chip behind /dev/i2c-N (kernel documentation, i2c/dev-interface). Words go as SMBus words:
 * every adapter has them, those that know nothing but SMBus too. SMBus sends the low byte first,
 * the INA chips the high one, so the bytes are swapped.
 */
public final class KernelRegisters implements I2cRegisters {
  // linux/i2c-dev.h, linux/i2c.h
  private static final long I2C_SLAVE = 0x0703;
  private static final long I2C_SMBUS = 0x0720;
  private static final byte WRITE = 0;
  private static final byte READ = 1;
  private static final int WORD_DATA = 3;

  // struct i2c_smbus_ioctl_data: u8 read_write, u8 command, u32 size, pointer
  private static final int REQUEST_BYTES = 16;
  private static final int COMMAND = 1;
  private static final int SIZE = 4;
  private static final int POINTER = 8;

  /** union i2c_smbus_data. */
  private static final int DATA_BYTES = 34;

  private final Device device;

  private KernelRegisters(Device device) {
    this.device = device;
  }

  /**
   * Opens a chip. A chip that a driver of the kernel has taken is refused: two would disturb each
   * other.
   */
  public static KernelRegisters open(int bus, int address) throws IOException {
    return open(Path.of("/dev/i2c-" + bus), address);
  }

  static KernelRegisters open(Path bus, int address) throws IOException {
    Device device = Device.open(bus);
    try {
      // The third argument is the number itself, not where it stands.
      device.control("chip 0x%02x".formatted(address), I2C_SLAVE, MemorySegment.ofAddress(address));
      return new KernelRegisters(device);
    } catch (IOException e) {
      device.close();
      throw e;
    }
  }

  @Override
  public int read(int register) throws IOException {
    return transfer(READ, register, 0);
  }

  @Override
  public void write(int register, int word) throws IOException {
    transfer(WRITE, register, word);
  }

  private synchronized int transfer(byte direction, int register, int word) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment data = arena.allocate(DATA_BYTES, Short.BYTES);
      data.set(JAVA_SHORT, 0, Short.reverseBytes((short) word));
      MemorySegment request = arena.allocate(REQUEST_BYTES, Long.BYTES);
      request.set(JAVA_BYTE, 0, direction);
      request.set(JAVA_BYTE, COMMAND, (byte) register);
      request.set(JAVA_INT, SIZE, WORD_DATA);
      request.set(ADDRESS, POINTER, data);
      device.control("register 0x%02x".formatted(register), I2C_SMBUS, request);
      return Short.toUnsignedInt(Short.reverseBytes(data.get(JAVA_SHORT, 0)));
    }
  }

  @Override
  public synchronized void close() throws IOException {
    device.close();
  }
}
