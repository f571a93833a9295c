package io.millwright.contracts.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A share that never stands without its counts: with them comes the 95 % score interval of Wilson
 * (Probable inference, the law of succession, and statistical inference, 1927,
 * doi:10.1080/01621459.1927.10502953), which holds for small counts and near 0 and 1.
 *
 * @param part those that count, 0 to {@code of}
 * @param of all, ≥ 1
 * @param value part / of
 * @param lower of the interval, ≥ 0
 * @param upper of the interval, ≤ 1
 */
public record Share(int part, int of, double value, double lower, double upper) {
  /** Quantile 0.975 of the normal distribution. */
  private static final double Z = 1.959963984540054;

  public Share {
    if (of < 1 || part < 0 || part > of) {
      throw new IllegalArgumentException("no share: " + part + " of " + of);
    }
  }

  /** A share with its interval; null of nothing. */
  public static @Nullable Share of(int part, int of) {
    if (of == 0) {
      return null;
    }
    double p = (double) part / of;
    double z2 = Z * Z / of;
    double middle = (p + z2 / 2) / (1 + z2);
    double half = Z / (1 + z2) * Math.sqrt(p * (1 - p) / of + z2 / (4 * of));
    // Rounding must not push the ends past what the formula gives exactly at none and at all.
    return new Share(
        part, of, p, part == 0 ? 0 : middle - half, part == of ? 1 : Math.min(1, middle + half));
  }
}
