/**
 * Whether a media file's container is whole: a look at its structure, bounded in bytes and steps,
 * that never changes the file and never rejects it. The answer becomes the mark {@code truncated}
 * (spec/evidence-format.md, M-3).
 */
@NullMarked
package org.dockwarden.dock.container;

import org.jspecify.annotations.NullMarked;
