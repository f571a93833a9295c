package io.millwright.streams.assess;

import static io.millwright.streams.ArrivalHarness.NOW;
import static io.millwright.streams.SmallPlant.declared;
import static io.millwright.streams.SmallPlant.scanned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.model.ModelRelease;
import io.millwright.contracts.model.ModelRole;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.models.release.ModelBundle;
import io.millwright.models.release.ModelComparison;
import io.millwright.models.release.ReleaseLog;
import io.millwright.models.release.ReleaseLog.Because;
import io.millwright.models.release.Sha256;
import io.millwright.streams.AssessHarness;
import io.millwright.streams.InMemoryBundles;
import io.millwright.streams.SmallModels;
import io.millwright.streams.SmallPlant;
import io.millwright.streams.flink.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Releases take effect between two scans of an asset, and nothing else of it changes. */
class ModelReleasesTest {
  private static final Patience PATIENCE = new Patience(Duration.ofSeconds(30), 10);
  private static final Asset PUMP = SmallPlant.pump("p1", SmallModels.channels());
  private static final ModelBundle OLD = SmallModels.version(100);
  private static final ModelBundle NEW = SmallModels.version(200);
  private static final ModelBinding CONFIGURED = new ModelBinding("pump", OLD.toBytes());

  private final InMemoryBundles bundles = new InMemoryBundles();
  private ReleaseLog log = new ReleaseLog(List.of());
  private int hour;
  private Instant clock = Instant.parse("2026-02-01T00:00:00Z");

  @BeforeEach
  void store() {
    bundles.add(OLD.toBytes());
    bundles.add(NEW.toBytes());
  }

  @Test
  void aPromotedVersionServesFromTheNextScanOnAndARollBackBringsTheOldOneBack() throws Exception {
    try (AssessHarness job = open()) {
      scans(job, 20);
      job.release(published(OLD, ModelRole.LIVE));
      job.release(published(NEW, ModelRole.SHADOW));
      scansUntil(job, () -> !job.inTheDark().isEmpty());
      job.release(change(log.promote("rul-pump", NEW.version(), null, because("looks better"))));
      scansUntil(job, () -> version(newest(job)).equals(NEW.version()));
      job.release(change(log.rollBack("rul-pump", NEW.version(), null, because("it was not"))));
      scansUntil(job, () -> version(newest(job)).equals(OLD.version()));
      scans(job, 5);

      assertThat(job.made()).as("one assessment a scan").hasSize(hour);
      assertThat(job.made().stream().map(Assessment::id).distinct()).hasSize(hour);
      assertThat(job.rejected()).isEmpty();
      assertThat(version(newest(job))).isEqualTo(OLD.version());
    }
  }

  /** Else the model that serves again would take a worn machine for a new one. */
  @Test
  void theOldVersionGoesOnFromWhatItHasSeenOfTheLife() throws Exception {
    List<Assessment> undisturbed;
    try (AssessHarness job = open()) {
      scans(job, 60);
      undisturbed = job.made();
    }
    hour = 0;
    try (AssessHarness job = open()) {
      scans(job, 50);
      job.release(published(OLD, ModelRole.LIVE));
      job.release(published(NEW, ModelRole.LIVE));
      scansUntil(job, () -> version(newest(job)).equals(NEW.version()));
      job.release(change(log.rollBack("rul-pump", NEW.version(), null, because("worse"))));
      scansUntil(job, () -> version(newest(job)).equals(OLD.version()));
      int gap = hour - 50;
      scans(job, 60 - hour);

      double then = median(undisturbed.get(59));
      assertThat(gap).isLessThan(10);
      assertThat(median(newest(job))).isCloseTo(then, within(10.0));
      assertThat(median(freshAt(60)))
          .as("a model that sees the machine for the first time takes it for a new one")
          .isGreaterThan(then + 40);
    }
  }

  @Test
  void aShadowSpeaksOnlyInTheDarkAndIsCompared() throws Exception {
    List<Assessment> alone;
    try (AssessHarness job = open()) {
      scans(job, 40);
      alone = job.made();
    }
    hour = 0;
    try (AssessHarness job = open()) {
      scans(job, 10);
      job.release(published(OLD, ModelRole.LIVE));
      job.release(published(NEW, ModelRole.SHADOW));
      scansUntil(job, () -> !job.inTheDark().isEmpty());
      scans(job, 40 - hour);

      assertThat(timeless(job.made()))
          .as("live is as if there were none")
          .isEqualTo(timeless(alone));
      assertThat(job.inTheDark())
          .extracting(ModelReleasesTest::version)
          .containsOnly(NEW.version());
      assertThat(job.compared()).hasSameSizeAs(job.inTheDark());
      ModelComparison sum = job.compared().get(0);
      assertThat(sum.version()).isEqualTo(NEW.version());
      assertThat(sum.baselineVersion()).isEqualTo(OLD.version());
      assertThat(sum.both()).isEqualTo(1);
      Assessment dark = job.inTheDark().get(0);
      Assessment live =
          job.made().stream().filter(a -> a.id().equals(dark.id())).findFirst().orElseThrow();
      assertThat(sum.difference()).isEqualTo(Math.abs(median(live) - median(dark)));
    }
  }

  /** Events, too, and nothing that the live model did not take. */
  @Test
  void aShadowSaysWhatItWouldSayIfItServed() throws Exception {
    List<Assessment> serving;
    try (AssessHarness job =
        AssessHarness.of(PATIENCE, List.of(new ModelBinding("pump", NEW.toBytes())), bundles)) {
      job.open();
      job.take(declared(PUMP));
      untilOverhauledAndLater(job);
      serving = job.made();
    }
    hour = 0;
    log = new ReleaseLog(List.of());
    try (AssessHarness job = open()) {
      job.release(published(OLD, ModelRole.LIVE));
      job.release(published(NEW, ModelRole.SHADOW));
      Thread.sleep(300); // until it is loaded
      untilOverhauledAndLater(job);

      assertThat(timeless(job.inTheDark())).isEqualTo(timeless(serving));
      assertThat(median(serving.get(40)))
          .as("what an overhaul changes")
          .isGreaterThan(median(serving.get(39)) + 20);
    }
  }

  private void untilOverhauledAndLater(AssessHarness job) throws Exception {
    scans(job, 40);
    Instant now = SmallPlant.START.plus(Duration.ofHours(hour)).minusSeconds(1);
    job.take(SmallPlant.happened(SmallPlant.event(PUMP, "overhaul", now)));
    scans(job, 10);
  }

  @Test
  void aPromotedShadowGoesOnFromWhatItSawInTheDark() throws Exception {
    try (AssessHarness job = open()) {
      job.release(published(OLD, ModelRole.LIVE));
      job.release(published(NEW, ModelRole.SHADOW));
      scans(job, 1);
      scansUntil(job, () -> !job.inTheDark().isEmpty());
      scans(job, 30);
      Assessment lastInTheDark = job.inTheDark().get(job.inTheDark().size() - 1);
      job.release(change(log.promote("rul-pump", NEW.version(), null, because("better"))));
      scans(job, 1);

      assertThat(version(newest(job))).isEqualTo(NEW.version());
      assertThat(median(newest(job))).isCloseTo(median(lastInTheDark), within(20.0));
      int said = job.inTheDark().size();
      scans(job, 3);
      assertThat(job.inTheDark()).as("nobody is in the dark any more").hasSize(said);
    }
  }

  @Test
  void aCheckpointRemembersRolesAndWhatTheShadowHasSeen() throws Exception {
    List<Assessment> dark;
    List<Assessment> live;
    try (AssessHarness job = open()) {
      withShadow(job);
      scans(job, 20);
      dark = job.inTheDark();
      live = job.made();
    }
    hour = 0;
    log = new ReleaseLog(List.of());
    OperatorSubtaskState state;
    try (AssessHarness job = open()) {
      withShadow(job);
      scans(job, 10);
      state = job.snapshot(1, NOW);
    }
    try (AssessHarness job = harness()) {
      job.setup();
      job.initializeState(state);
      job.open();
      scans(job, 10);

      assertThat(timeless(job.made())).isEqualTo(timeless(last(live, 10)));
      assertThat(timeless(job.inTheDark())).isEqualTo(timeless(last(dark, 10)));
    }
  }

  /** The job was down, or the machine silent, while its shadow was promoted. */
  @Test
  void aShadowThatIsPromotedBetweenRestoreAndTheNextScanGoesOnFromWhatItSaw() throws Exception {
    OperatorSubtaskState state;
    Assessment lastInTheDark;
    try (AssessHarness job = open()) {
      withShadow(job);
      scans(job, 40);
      lastInTheDark = job.inTheDark().get(40);
      state = job.snapshot(1, NOW);
    }
    try (AssessHarness job = harness()) {
      job.setup();
      job.initializeState(state);
      job.open();
      job.release(change(log.promote("rul-pump", NEW.version(), null, because("better"))));
      scans(job, 1);

      assertThat(version(newest(job))).isEqualTo(NEW.version());
      assertThat(median(newest(job))).isCloseTo(median(lastInTheDark), within(20.0));
      job.release(change(log.rollBack("rul-pump", NEW.version(), null, because("worse"))));
      scansUntil(job, () -> version(newest(job)).equals(OLD.version()));
      assertThat(median(newest(job)))
          .as("who served before goes on too")
          .isLessThan(median(freshAt(hour)) - 20);
    }
  }

  /** The topic may be read in any order, and again after a failure. */
  @Test
  void aCheckpointKeepsTheNewestWordOnAVersionNotTheLastThatWasRead() throws Exception {
    OperatorSubtaskState state;
    try (AssessHarness job = open()) {
      List<ModelRelease> shadow = published(NEW, ModelRole.SHADOW);
      job.release(change(log.promote("rul-pump", NEW.version(), null, because("better"))));
      job.release(shadow);
      state = job.snapshot(1, NOW);
    }
    try (AssessHarness job = harness()) {
      job.setup();
      job.initializeState(state);
      job.open();
      scans(job, 1);

      assertThat(version(newest(job))).isEqualTo(NEW.version());
    }
  }

  /** Written before models could be released: a job of one input, with assets and nothing else. */
  @Test
  void goesOnFromACheckpointOfAJobThatKnewNoReleases() throws Exception {
    Asset pump = SmallPlant.pump("p1");
    List<Assessment> undisturbed;
    try (AssessHarness job = AssessHarness.of(PATIENCE)) {
      job.open();
      job.take(declared(pump));
      for (int i = 0; i < 60; i++) {
        job.take(scanned(pump, i));
      }
      undisturbed = job.made();
    }
    try (AssessHarness job = AssessHarness.of(PATIENCE)) {
      job.setup();
      job.initializeState(
          OperatorSnapshotUtil.readStateHandle("src/test/resources/golden/v1/assess.checkpoint"));
      job.open();
      for (int i = 40; i < 60; i++) {
        job.take(scanned(pump, i));
      }
      job.take(declared(SmallPlant.pump("p2")));

      List<Assessment> made = job.made();
      assertThat(timeless(made.subList(0, 20))).isEqualTo(timeless(last(undisturbed, 20)));
      assertThat(made.get(20).id()).as("the scan that waited").startsWith("p2@");
    }
  }

  @Test
  void aReleaseThatCannotBeLoadedChangesNothing() throws Exception {
    try (AssessHarness job = open()) {
      scans(job, 5);
      ModelBundle lost = SmallModels.version(300);
      job.release(published(lost, ModelRole.LIVE));
      Thread.sleep(50);
      scans(job, 5);

      assertThat(job.made()).extracting(ModelReleasesTest::version).containsOnly(OLD.version());
    }
  }

  private AssessHarness harness() throws Exception {
    return AssessHarness.of(PATIENCE, List.of(CONFIGURED), bundles);
  }

  private AssessHarness open() throws Exception {
    AssessHarness job = harness();
    job.open();
    job.take(declared(PUMP));
    return job;
  }

  private void withShadow(AssessHarness job) throws Exception {
    job.release(published(OLD, ModelRole.LIVE));
    job.release(published(NEW, ModelRole.SHADOW));
    Thread.sleep(300); // until it is loaded, so that both runs begin with the first scan
    scans(job, 1);
    assertThat(job.inTheDark()).hasSize(1);
  }

  private List<ModelRelease> published(ModelBundle bundle, ModelRole role) {
    return change(
        log.publish(
            bundle.manifest(),
            Sha256.hex(bundle.toBytes()),
            role,
            "pump",
            because("for the test"),
            null));
  }

  private List<ModelRelease> change(List<ModelRelease> changes) {
    log = log.with(changes);
    return changes;
  }

  private Because because(String reason) {
    clock = clock.plusSeconds(1);
    return new Because("d.scientist", reason, clock);
  }

  private void scans(AssessHarness job, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      job.take(worn(hour));
      hour++;
    }
  }

  /** Vibration and temperature grow, as on the machines that the model learned from. */
  private static Arrival worn(int hour) {
    Instant time = SmallPlant.START.plus(Duration.ofHours(hour));
    double[] values = {0.8, 1.8 + 0.05 * hour, 56 + 0.3 * hour, 8};
    return scanned(
        new ScalarScan(
            PUMP.id(), time, time, time, Origin.SIMULATED, PUMP.channelSet(), values, new byte[0]),
        hour);
  }

  private interface Condition {
    boolean holds();
  }

  /** Models are loaded beside the stream: it goes on until one has taken over. */
  private void scansUntil(AssessHarness job, Condition condition) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (true) {
      scans(job, 1);
      if (condition.holds()) {
        return;
      }
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(50);
    }
  }

  /** What a model says that sees the machine for the first time in this hour. */
  private Assessment freshAt(int scans) throws Exception {
    try (AssessHarness job = open()) {
      job.take(worn(scans - 1));
      return newest(job);
    }
  }

  private static Assessment newest(AssessHarness job) {
    return job.made().get(job.made().size() - 1);
  }

  private static String version(Assessment assessment) {
    return Objects.requireNonNull(assessment.provenance().modelVersion());
  }

  private static double median(Assessment assessment) {
    return Objects.requireNonNull(assessment.prognosis().remainingLife()).median();
  }

  private static <T> List<T> last(List<T> all, int count) {
    return all.subList(all.size() - count, all.size());
  }

  private static List<Assessment> timeless(List<Assessment> assessments) {
    return assessments.stream().map(AssessAssetsTest::timeless).toList();
  }
}
