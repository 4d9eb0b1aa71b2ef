/**
 * A camera's volume as a mounted folder. Every component of a path is opened relative to the folder
 * above it and never through a symbolic link, so nothing on a camera can lead outside of it. Names
 * are raw bytes whatever the locale; counts and depths are limited (spec/camera-profiles.md, 3).
 */
@NullMarked
package org.dockwarden.dock.volume;

import org.jspecify.annotations.NullMarked;
