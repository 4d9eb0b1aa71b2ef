package org.dockwarden.dock.sysfs;

import java.util.List;

/**
 * A disk or a partition that a USB device offers.
 *
 * @param name kernel name: {@code sdb}, {@code sdb1}
 * @param bytes its size; 0 for a card slot without a card
 * @param partitions of a disk, in order; empty for a partition
 */
public record BlockDevice(String name, long bytes, List<BlockDevice> partitions) {
  public BlockDevice {
    partitions = List.copyOf(partitions);
  }
}
