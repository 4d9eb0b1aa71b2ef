/**
 * Camera cards as they come: FAT32 and exFAT images with fragmented files, long and Unicode names
 * and awkward sizes, mounted by whatever this machine has, and read a second time by something that
 * shares no code with the mount, so that the expected digests come from the card's own bytes.
 */
@NullMarked
package org.dockwarden.system.volumes;

import org.jspecify.annotations.NullMarked;
