/**
 * Strict settings from one TOML file a daemon. Every problem is collected and told at once; an
 * unknown key is a problem with a hint, a value out of range says what was expected. Pure: the
 * caller reads the file. Exit status 78 (EX_CONFIG of sysexits.h) belongs to {@link
 * org.dockwarden.evidence.settings.SettingsException}.
 */
@NullMarked
package org.dockwarden.evidence.settings;

import org.jspecify.annotations.NullMarked;
