/**
 * Footage for a dock without cameras: short H.264/AAC clips, each distinct, each decodable, with a
 * sidecar, named and laid out as the generic DCIM profile expects. The base clips are resources;
 * how they were made stands beside them.
 */
@NullMarked
package org.dockwarden.demo.clips;

import org.jspecify.annotations.NullMarked;
