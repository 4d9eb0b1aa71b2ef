/**
 * agent.toml and camera profiles (spec/camera-profiles.md) as values. All problems of a file are
 * reported at once.
 */
@NullMarked
package org.dockwarden.agent.configuration;

import org.jspecify.annotations.NullMarked;
