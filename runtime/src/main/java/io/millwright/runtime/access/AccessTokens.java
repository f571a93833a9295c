package io.millwright.runtime.access;

import io.millwright.runtime.config.Configuration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The bearer tokens that are accepted. Only SHA-256 hashes are kept; tokens are 256 random bits, so
 * a slow hash would add nothing. A check compares with every hash in constant time. Thread-safe.
 */
public final class AccessTokens {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final List<Grant> grants = new CopyOnWriteArrayList<>();

  /** Nobody may write until a token is issued. */
  public AccessTokens() {}

  /**
   * Reads {@code tokens: [{name, roles: […], sha256}]}.
   *
   * @throws io.millwright.runtime.config.InvalidConfigurationException naming every failure
   */
  public static AccessTokens load(Path file) {
    AccessTokens tokens = new AccessTokens();
    Configuration.load(file, TokenFile.class).tokens().stream()
        .map(token -> new Grant(token.principal(), token.hash()))
        .forEach(tokens.grants::add);
    return tokens;
  }

  /** A new token, valid for the life of this process; the clear text exists only here. */
  public String issueOneTime(String name, Set<Role> roles) {
    byte[] bits = new byte[32];
    RANDOM.nextBytes(bits);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    grants.add(new Grant(new Principal(name, roles), sha256(token)));
    return token;
  }

  /** Whose token it is; empty if nobody's. Accepts the value with or without {@code Bearer }. */
  public Optional<Principal> verify(@Nullable String bearer) {
    if (bearer == null) {
      return Optional.empty();
    }
    byte[] hash = sha256(bearer.startsWith("Bearer ") ? bearer.substring(7) : bearer);
    Principal found = null;
    for (Grant grant : grants) { // no early exit: the time must not tell which one matched
      if (MessageDigest.isEqual(grant.hash, hash)) {
        found = grant.principal;
      }
    }
    return Optional.ofNullable(found);
  }

  /** The line of a token file for this token. */
  public static String hashOf(String token) {
    return HexFormat.of().formatHex(sha256(token));
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private record Grant(Principal principal, byte[] hash) {}

  record TokenFile(List<Token> tokens) {}

  record Token(String name, Set<Role> roles, String sha256) {
    Token {
      if (!sha256.matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException("sha256 must be 64 lower-case hex digits");
      }
      if (name.isBlank() || roles.isEmpty()) {
        throw new IllegalArgumentException("a token needs a name and a role");
      }
    }

    Principal principal() {
      return new Principal(name, roles);
    }

    byte[] hash() {
      return HexFormat.of().parseHex(sha256);
    }
  }
}
