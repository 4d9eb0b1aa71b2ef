/**
 * Who may do what in the console, and who did: local accounts with Argon2id, sessions, three roles,
 * throttled sign-in, and the list of every sign-in, command and change. Secrets are kept hashed
 * only. Nothing here knows HTTP or SQL; {@code sqlite} keeps it, {@code oidc} asks a provider.
 */
@NullMarked
package org.dockwarden.fleet.account;

import org.jspecify.annotations.NullMarked;
