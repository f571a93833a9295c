package io.millwright.models.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.contracts.assessment.DetectorScore;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.PointKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BaselineDetectionTest {
  private static final ForestSettings NO_FOREST = new ForestSettings(false, 4, 30, 128, 64);
  private static final DetectionSettings LINEAR = with(NO_FOREST);

  private final Random random = new Random(42);
  private Instant time = Instant.parse("2020-01-01T00:00:00Z");

  private static DetectionSettings with(ForestSettings forest) {
    DetectionSettings d = DetectionSettings.DEFAULT;
    return new DetectionSettings(
        d.minimumScans(),
        d.minimumRegimeScans(),
        Duration.ZERO,
        d.fullScans(),
        d.smoothing(),
        d.falseAlarmProbability(),
        d.minimumSigmas(),
        d.relativeDeadband(),
        d.absoluteDeadband(),
        d.regimeTolerance(),
        d.greatestRegimes(),
        forest);
  }

  private static BaselineDetection detection(DetectionSettings settings, PointKind... kinds) {
    List<MeasurementPoint> points = new ArrayList<>();
    for (int i = 0; i < kinds.length; i++) {
      points.add(MeasurementPoint.of("c" + i, "1", kinds[i]));
    }
    return new BaselineDetection(ChannelRoles.of(points), settings);
  }

  private static BaselineDetection process(DetectionSettings settings, int channels) {
    PointKind[] kinds = new PointKind[channels];
    Arrays.fill(kinds, PointKind.PROCESS);
    return detection(settings, kinds);
  }

  /** Judges and, as an assessor does, learns from what is not anomalous. */
  private Judgement next(BaselineDetection detection, double... scan) {
    time = time.plus(Duration.ofHours(1));
    Judgement judgement = detection.judge(scan, time, true);
    if (!judgement.anomalous()) {
      detection.learn();
    }
    return judgement;
  }

  private double[] noise(int channels, double mean) {
    double[] scan = new double[channels];
    for (int i = 0; i < channels; i++) {
      scan[i] = mean + random.nextGaussian();
    }
    return scan;
  }

  private void learnNoise(BaselineDetection detection, int channels, int scans) {
    for (int i = 0; i < scans; i++) {
      next(detection, noise(channels, 50));
    }
  }

  @Test
  void learnsUntilTheBaselineSufficesAndSaysHowFarItIs() {
    BaselineDetection detection = process(LINEAR, 4);
    for (int i = 0; i < 30; i++) {
      assertThat(next(detection, noise(4, 50)).learning())
          .isEqualTo(i + " of 30 steady scans learned");
    }
    assertThat(next(detection, noise(4, 50)).judged()).isTrue();
  }

  @Test
  void twentyThousandNormalScansOfTwelveChannelsHardlyEverReachTheThreshold() {
    BaselineDetection detection = process(LINEAR, 12);
    int anomalous = 0;
    int inARow = 0;
    int longest = 0;
    for (int i = 0; i < 20_000; i++) {
      boolean fired = next(detection, noise(12, 50)).anomalous();
      anomalous += fired ? 1 : 0;
      inARow = fired ? inARow + 1 : 0;
      longest = Math.max(longest, inARow);
    }
    // α = 10⁻⁴ for each of two statistics allows four; the minimum effect of 2 σ leaves none.
    assertThat(anomalous).isZero();
    assertThat(longest).isZero();
  }

  @Test
  void withoutTheMinimumEffectTheFalseAlarmRateIsThatOfTheory() {
    DetectionSettings d = LINEAR;
    double alpha = 0.01;
    int fullBaseline = 3000;
    BaselineDetection detection =
        process(
            new DetectionSettings(
                fullBaseline,
                10,
                Duration.ZERO,
                fullBaseline,
                d.smoothing(),
                alpha,
                0,
                0,
                0,
                d.regimeTolerance(),
                1,
                NO_FOREST),
            8);
    learnNoise(detection, 8, fullBaseline);
    int anomalous = 0;
    int scans = 40_000;
    for (int i = 0; i < scans; i++) {
      anomalous += next(detection, noise(8, 50)).anomalous() ? 1 : 0;
    }
    // Two statistics at α each; averages hang together over some ten scans, so the count has a wide
    // spread.
    assertThat((double) anomalous / scans).isBetween(0.5 * alpha, 2.5 * alpha);
  }

  @Test
  void autocorrelatedNoiseIsNotTakenForADeviation() {
    BaselineDetection detection = process(LINEAR, 6);
    double[] state = new double[6];
    int anomalous = 0;
    for (int i = 0; i < 10_000; i++) {
      double[] scan = new double[6];
      for (int c = 0; c < 6; c++) {
        state[c] = 0.7 * state[c] + Math.sqrt(1 - 0.49) * random.nextGaussian();
        scan[c] = 50 + state[c];
      }
      anomalous += next(detection, scan).anomalous() ? 1 : 0;
    }
    assertThat(anomalous).isLessThan(10);
  }

  @Test
  void aStepOfFourSigmaIsSeenWithinTenScansAndNamed() {
    BaselineDetection detection = process(LINEAR, 8);
    learnNoise(detection, 8, 60);
    int scans = 0;
    Judgement judgement;
    do {
      double[] scan = noise(8, 50);
      scan[5] -= 4;
      judgement = next(detection, scan);
      scans++;
    } while (!judgement.anomalous() && scans < 50);
    assertThat(scans).isLessThanOrEqualTo(10);
    BaselineDetection.Contribution first = detection.contributions(5).get(0);
    assertThat(first.channel()).isEqualTo(5);
    assertThat(first.share()).isGreaterThan(0.5);
    assertThat(first.sigmas()).isBetween(-4.5, -1.5);
  }

  @Test
  void aSlowDriftIsSeenHoweverSlow() {
    BaselineDetection detection = process(LINEAR, 8);
    learnNoise(detection, 8, 200);
    double drift = 0;
    boolean anomalous = false;
    while (!anomalous && drift < 10) {
      drift += 0.001;
      double[] scan = noise(8, 50);
      scan[2] += drift;
      anomalous = next(detection, scan).anomalous();
    }
    assertThat(drift).isBetween(1.0, 4.0);
  }

  @Test
  void oneSpikeIsNoAnomaly() {
    BaselineDetection detection = process(LINEAR, 4);
    learnNoise(detection, 4, 60);
    double[] spike = noise(4, 50);
    spike[1] += 1000;
    assertThat(next(detection, spike).anomalous()).isFalse();
    for (int i = 0; i < 20; i++) {
      assertThat(next(detection, noise(4, 50)).anomalous()).isFalse();
    }
  }

  @Test
  void twoChannelsThatPartAreSeenThoughNeitherLeavesItsRange() {
    BaselineDetection detection = process(LINEAR, 2);
    for (int i = 0; i < 200; i++) {
      double common = 5 * random.nextGaussian();
      next(detection, 100 + common + 0.3 * random.nextGaussian(), 80 + common);
    }
    Judgement last = null;
    for (int i = 0; i < 40; i++) {
      double common = 5 * random.nextGaussian();
      // 2.2 σ each, in opposite directions: against the correlation, not far by itself.
      last = next(detection, 100 + common + 11, 80 + common - 11);
    }
    Objects.requireNonNull(last);
    assertThat(last.anomalous()).isTrue();
    assertThat(last.anomalyScore()).isGreaterThan(10);
  }

  @Test
  void aStillChannelMayFlickerByItsDeadbandButNotLeaveIt() {
    BaselineDetection detection = process(LINEAR, 3);
    for (int i = 0; i < 60; i++) {
      next(detection, 50 + random.nextGaussian(), 60 + random.nextGaussian(), 518.67);
    }
    for (int i = 0; i < 60; i++) {
      // A hundredth of a percent of its value.
      assertThat(
              next(detection, 50 + random.nextGaussian(), 60 + random.nextGaussian(), 518.72)
                  .anomalous())
          .isFalse();
    }
    Judgement last = null;
    for (int i = 0; i < 20; i++) {
      last = next(detection, 50 + random.nextGaussian(), 60 + random.nextGaussian(), 530);
    }
    Objects.requireNonNull(last);
    assertThat(last.anomalous()).isTrue();
    assertThat(detection.contributions(1).get(0).channel()).isEqualTo(2);
  }

  @Test
  void aChannelThatShowsItsResolutionIsNotJudgedBelowIt() {
    BaselineDetection detection = process(LINEAR, 3);
    for (int i = 0; i < 100; i++) {
      double coarse = i == 20 ? 2.5 : 2.0;
      next(detection, 50 + random.nextGaussian(), 60 + random.nextGaussian(), coarse);
    }
    for (int i = 0; i < 50; i++) {
      double coarse = i % 3 == 0 ? 2.5 : 2.0;
      assertThat(
              next(detection, 50 + random.nextGaussian(), 60 + random.nextGaussian(), coarse)
                  .anomalous())
          .isFalse();
    }
  }

  @Test
  void absentChannelsNeitherAlarmNorHideTheOthers() {
    BaselineDetection detection = process(LINEAR, 4);
    for (int i = 0; i < 80; i++) {
      double[] scan = noise(4, 50);
      scan[3] = Double.NaN;
      scan[2] = i % 4 == 0 ? Double.NaN : scan[2];
      assertThat(next(detection, scan).anomalous()).isFalse();
    }
    Judgement last = null;
    for (int i = 0; i < 20; i++) {
      double[] scan = noise(4, 55);
      scan[1] = Double.NaN;
      last = next(detection, scan);
    }
    Objects.requireNonNull(last);
    assertThat(last.anomalous()).isTrue();
    assertThat(last.absentShare()).isEqualTo(0.25);
    assertThat(detection.contributions(5)).allMatch(c -> c.channel() == 0 || c.channel() == 2);
  }

  @Test
  void withoutAnyValueNothingIsJudged() {
    BaselineDetection detection = process(LINEAR, 2);
    learnNoise(detection, 2, 60);
    Judgement blind = next(detection, Double.NaN, Double.NaN);
    assertThat(blind.judged()).isFalse();
    assertThat(blind.learning()).isEmpty();
    assertThat(blind.absentShare()).isEqualTo(1);
  }

  @Test
  void switchingBetweenLearnedRegimesIsNoAnomalyAndAFaultShowsInEach() {
    BaselineDetection detection =
        detection(
            LINEAR, PointKind.SETTING, PointKind.SETTING, PointKind.PROCESS, PointKind.PROCESS);
    double[][] regimes = {{0, 0, 100, 500}, {10, 0.25, 140, 430}, {42, 0.84, 60, 900}};
    for (int i = 0; i < 600; i++) {
      double[] r = regimes[random.nextInt(3)];
      Judgement judgement =
          next(
              detection,
              r[0] + 0.003 * random.nextGaussian(),
              r[1] + 0.001 * random.nextGaussian(),
              r[2] + random.nextGaussian(),
              r[3] + random.nextGaussian());
      assertThat(judgement.anomalous()).isFalse();
      assertThat(judgement.regime()).isBetween(0, 2);
    }
    Judgement last = null;
    for (int i = 0; i < 30; i++) {
      double[] r = regimes[i % 3];
      last = next(detection, r[0], r[1], r[2] + 4, r[3]);
    }
    Objects.requireNonNull(last);
    assertThat(last.anomalous()).isTrue();
  }

  @Test
  void aNewRegimeIsLearnedBeforeItIsJudged() {
    BaselineDetection detection = detection(LINEAR, PointKind.SPEED, PointKind.PROCESS);
    for (int i = 0; i < 60; i++) {
      next(detection, 1500, 50 + random.nextGaussian());
    }
    Judgement first = next(detection, 3000, 90);
    assertThat(first.judged()).isFalse();
    assertThat(first.learning())
        .isEqualTo("operating regime 1 is new: 0 of 10 steady scans learned");
    for (int i = 0; i < 12; i++) {
      next(detection, 3000, 90 + random.nextGaussian());
    }
    assertThat(next(detection, 3000, 90).judged()).isTrue();
  }

  @Test
  void aFrozenBaselineTakesNoNewRegime() {
    BaselineDetection detection = detection(LINEAR, PointKind.SPEED, PointKind.PROCESS);
    for (int i = 0; i < 60; i++) {
      next(detection, 1500, 50 + random.nextGaussian());
    }
    Judgement judgement = detection.judge(new double[] {3000, 90}, time.plusSeconds(1), false);
    assertThat(judgement.regime()).isEqualTo(-1);
    assertThat(judgement.learning()).isEqualTo("operating regime not seen before");
  }

  @Test
  void whatFollowsTheLoadIsNoDeviation() {
    BaselineDetection detection = detection(LINEAR, PointKind.LOAD, PointKind.TEMPERATURE);
    for (int i = 0; i < 2_000; i++) {
      double load = 95 + 5 * Math.sin(i / 40.0);
      assertThat(next(detection, load, 20 + 0.5 * load + 0.2 * random.nextGaussian()).anomalous())
          .isFalse();
    }
    Judgement last = null;
    for (int i = 0; i < 30; i++) {
      // One degree too warm for the load, yet within all that was ever seen.
      last = next(detection, 95, 20 + 0.5 * 95 + 1 + 0.2 * random.nextGaussian());
    }
    Objects.requireNonNull(last);
    assertThat(last.anomalous()).isTrue();
  }

  @Test
  void theForestStaysQuietOnNormalScans() {
    BaselineDetection detection = process(with(ForestSettings.DEFAULT), 4);
    boolean judgedByForest = false;
    for (int i = 0; i < 3_000; i++) {
      Judgement judgement = next(detection, noise(4, 50));
      assertThat(judgement.anomalous()).isFalse();
      judgedByForest |= judgement.scores().size() == 3;
    }
    assertThat(judgedByForest).isTrue();
  }

  @Test
  void theForestSeesAHoleThatTheLinearStatisticsDoNot() {
    // Two channels that go round a circle: the middle was never visited, though it is the mean.
    RandomCutForestDetector forest =
        new RandomCutForestDetector(2, new ForestSettings(true, 1, 30, 128, 64));
    Deviation deviation = new Deviation(2, 1, 0);
    double[] none = {};
    RegimeBaseline unit =
        new RegimeBaseline(1e12, new double[2], none, new float[0], none, new float[] {1, 1});
    BaselineModel model =
        new BaselineModel(
            1,
            List.of(unit),
            new float[] {1, 1},
            PrincipalComponents.fit(new double[][] {{1, 0}, {0, 1}}, 1000, 1e-3));
    for (int i = 0; i < 400; i++) {
      double angle = 2 * Math.PI * random.nextDouble();
      deviation.update(model, unit, new double[] {4 * Math.cos(angle), 4 * Math.sin(angle)}, none);
      forest.judge(deviation, new ArrayList<>());
      forest.learn(deviation);
    }
    List<DetectorScore> onTheCircle = new ArrayList<>();
    deviation.update(model, unit, new double[] {4 * Math.cos(1), 4 * Math.sin(1)}, none);
    forest.judge(deviation, onTheCircle);
    List<DetectorScore> inTheMiddle = new ArrayList<>();
    deviation.update(model, unit, new double[] {0.0, 0.0}, none);
    forest.judge(deviation, inTheMiddle);
    assertThat(inTheMiddle.get(0).score()).isGreaterThan(1.5 * onTheCircle.get(0).score());
    assertThat(onTheCircle.get(0).fired()).isFalse();
  }

  @Test
  void standardisedAveragesHaveUnitVarianceOnNormalScans() {
    BaselineDetection detection = process(LINEAR, 3);
    learnNoise(detection, 3, 120);
    double squares = 0;
    int scans = 20_000;
    for (int i = 0; i < scans; i++) {
      next(detection, noise(3, 50));
      for (double u : detection.deviation().standardised()) {
        squares += u * u / 3 / scans;
      }
    }
    // 120 scans fix a variance to 13 % and leave each mean off by its own 1/√120.
    assertThat(squares).isCloseTo(1, within(0.4));
  }
}
