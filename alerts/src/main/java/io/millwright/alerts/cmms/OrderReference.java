package io.millwright.alerts.cmms;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;

/**
 * The reference under which an order is known to a maintenance system. An order's own id is too
 * long for the fields that vendors offer (20 characters and fewer), so it is 80 bits of its
 * SHA-256: among a million orders two have the same with a probability below 10⁻¹².
 */
final class OrderReference {
  private static final int BITS = 80;

  /** How each begins, so that people recognise it and connectors can search for all. */
  static final String PREFIX = "MW";

  private OrderReference() {}

  /**
   * 18 characters: the prefix and 16 digits of base 32.
   *
   * @param installation tells the orders of several installations apart that share a maintenance
   *     system and may give an order the same id; empty for the only one
   * @param round which external order of this one, from 1
   */
  static String of(String installation, String workOrderId, int round) {
    String salt = installation.isEmpty() ? "" : installation + '#';
    byte[] digest = sha256((salt + workOrderId + '#' + round).getBytes(StandardCharsets.UTF_8));
    BigInteger number = new BigInteger(1, Arrays.copyOf(digest, BITS / 8));
    String digits = number.toString(32).toUpperCase(Locale.ROOT);
    return PREFIX + "0".repeat(BITS / 5 - digits.length()) + digits;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
