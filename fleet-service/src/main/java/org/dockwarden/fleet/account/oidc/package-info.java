/**
 * Sign-in by OpenID Connect Core 1.0 with the Authorization Code flow, PKCE (RFC 7636), Discovery
 * 1.0 and RP-Initiated Logout 1.0. Who somebody is and which role they have is taken from an ID
 * token that this provider signed, for us, for this browser, just now; anything else is refused,
 * logged and in the audit list. What comes from outside is bounded in size, time and number.
 */
@NullMarked
package org.dockwarden.fleet.account.oidc;

import org.jspecify.annotations.NullMarked;
