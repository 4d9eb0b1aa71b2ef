package org.dockwarden.fleet.account.oidc;

/** What a provider that lies, or somebody in its place, may try; and how it is refused. */
public enum Trick {
  ISSUER("iss claim"),
  ISSUER_WITH_A_SLASH("iss claim"),
  AUDIENCE("aud claim rejected"),
  TOKEN_OF_ANOTHER_CLIENT("azp other"),
  SEVERAL_AUDIENCES_AND_NO_PARTY("azp null"),
  EXPIRED("Expired"),
  NO_EXPIRY("exp"),
  NOT_YET_VALID("before use time"),
  ISSUED_IN_THE_FUTURE("iat"),
  NONCE("nonce claim"),
  NO_NONCE("nonce"),
  NO_SUBJECT("sub"),
  EMPTY_SUBJECT("sub"),
  ALGORITHM_NONE("not signed"),
  HMAC_WITH_THE_PUBLIC_KEY("algorithm HS256"),
  ALGORITHM_NOT_ALLOWED("algorithm RS512"),
  CRITICAL_HEADER("crit"),
  OTHER_KEY_UNDER_A_KNOWN_ID("signature is wrong"),
  CHANGED_AFTER_SIGNING("signature is wrong"),
  KEY_THAT_IS_NOT_PUBLISHED("not among the provider's keys"),
  WEAK_KEY("signature is wrong"),
  NO_TOKEN("malformed"),
  OVERLONG_TOKEN("characters"),
  ISSUER_OF_THE_ANSWER("answer: iss"),
  NO_ISSUER_IN_THE_ANSWER("answer: iss null"),
  NO_CODE("no code"),
  ACCESS_DENIED("access_denied"),
  ERROR_WITH_MARKUP("an error");

  private final String why;

  Trick(String why) {
    this.why = why;
  }

  /** What the audit list has of it. */
  public String why() {
    return why;
  }
}
