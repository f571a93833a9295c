package io.millwright.models.prognosis.bearing;

/**
 * How long bearings of a population last: Weibull lives of known shape and unknown scale, of which
 * some are recorded. What remains of a life of a given age follows in closed form: the powers of
 * the lives, L^β, are exponential; with Jeffreys' prior of their rate its posterior is a gamma
 * distribution, to which the bearing's own age counts as a censored life; so
 *
 * <pre>
 *   P(L &gt; x | L &gt; t) = ((Λ + t^β) / (Λ + x^β))^n,   Λ = Σ Lᵢ^β over n recorded lives
 * </pre>
 *
 * (J. F. Lawless, "Statistical Models and Methods for Lifetime Data", 2nd ed. 2003,
 * doi:10.1002/9781118033005).
 *
 * @param shape β
 * @param lives n, recorded to their end
 * @param sumOfPowers Λ, lives in seconds
 */
public record PopulationLife(double shape, int lives, double sumOfPowers) {
  /** The slope behind the reliability factors a₁ of ISO 281:2007, table 12. */
  public static final double BEARING_SHAPE = 1.5;

  public PopulationLife {
    if (!(shape > 0) || lives < 1 || !(sumOfPowers > 0)) {
      throw new IllegalArgumentException("impossible population of lives");
    }
  }

  /** What remains of a life that has lasted so long. */
  public ResidualLife after(double ageSeconds) {
    return new Residual(this, Math.max(0, ageSeconds));
  }

  record Residual(PopulationLife population, double ageSeconds) implements ResidualLife {
    @Override
    public double quantileSeconds(double probability) {
      double known = population.sumOfPowers + Math.pow(ageSeconds, population.shape);
      double power =
          known * Math.pow(1 - probability, -1.0 / population.lives) - population.sumOfPowers;
      double life = Math.pow(power, 1 / population.shape);
      return Math.min(MOST_SECONDS, Math.max(0, life - ageSeconds));
    }
  }
}
