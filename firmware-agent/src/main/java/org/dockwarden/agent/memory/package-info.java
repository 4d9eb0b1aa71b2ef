/**
 * Memory that the agent gives back to a small computer once it has nothing to do. Nothing depends
 * on it but figures.
 */
@NullMarked
package org.dockwarden.agent.memory;

import org.jspecify.annotations.NullMarked;
