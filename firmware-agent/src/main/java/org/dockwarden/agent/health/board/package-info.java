/** What the kernel tells of the board, its disk and its network, for the dock's health. */
@NullMarked
package org.dockwarden.agent.health.board;

import org.jspecify.annotations.NullMarked;
