package io.millwright.models.prognosis;

/**
 * A straight-line first guess at the remaining life. Trees are poor at sums of many weak trends;
 * given this sum as one more feature they need not approximate it in steps.
 *
 * @param bias the guess for a vector of means, as a share of the cap
 * @param means of the trend features over the training rows
 * @param weights per unit of each trend feature
 */
@SuppressWarnings("ArrayRecordComponent") // read-only parameters on the hot path
public record LinearLife(double bias, double[] means, double[] weights) {
  /** The name of the guess in the feature schema, where it stands last. */
  public static final String FEATURE = "linearLife";

  public LinearLife {
    if (means.length != weights.length) {
      throw new IllegalArgumentException(means.length + " means, " + weights.length + " weights");
    }
  }

  /** The guess; what stands in the vector beyond the trend features is not read. */
  public float guess(float[] features) {
    double sum = bias;
    for (int i = 0; i < weights.length; i++) {
      sum += term(i, features);
    }
    return (float) sum;
  }

  double term(int feature, float[] features) {
    return weights[feature] * (features[feature] - means[feature]);
  }
}
