package io.millwright.ingest.simulation;

import java.util.SplittableRandom;

/**
 * Between which bounds lives of a machine are drawn, in rated hours. Real lives are years; these
 * are short, so that a demonstration sees whole ones.
 *
 * @param onsetFrom least hours before wear begins
 * @param onsetTo most hours before wear begins
 * @param growthFrom least hours from there to failure
 * @param growthTo most hours from there to failure
 */
record LifeRange(double onsetFrom, double onsetTo, double growthFrom, double growthTo) {
  Wear draw(SplittableRandom random) {
    double onset = onsetFrom + (onsetTo - onsetFrom) * random.nextDouble();
    double growth = growthFrom + (growthTo - growthFrom) * random.nextDouble();
    return new Wear(onset, growth, 1.7 + 0.8 * random.nextDouble());
  }
}
