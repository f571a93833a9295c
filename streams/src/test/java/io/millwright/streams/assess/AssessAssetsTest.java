package io.millwright.streams.assess;

import static io.millwright.streams.ArrivalHarness.NOW;
import static io.millwright.streams.SmallPlant.declared;
import static io.millwright.streams.SmallPlant.happened;
import static io.millwright.streams.SmallPlant.pump;
import static io.millwright.streams.SmallPlant.scan;
import static io.millwright.streams.SmallPlant.scanned;
import static io.millwright.streams.SmallPlant.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.codec.CloudEventCodec;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.models.assessor.AssessorSettings;
import io.millwright.streams.AssessHarness;
import io.millwright.streams.SmallPlant;
import io.millwright.streams.flink.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class AssessAssetsTest {
  private static final Patience PATIENCE = new Patience(Duration.ofSeconds(30), 10);
  private static final Asset PUMP = pump("p1");

  @Test
  void assessesEveryScanOnce() throws Exception {
    try (var function = start()) {
      function.take(declared(PUMP), scanned(PUMP, 0), scanned(PUMP, 1));

      assertThat(ids(function))
          .containsExactly("p1@2026-01-01T00:00:00Z", "p1@2026-01-01T01:00:00Z");
      assertThat(function.rejected()).isEmpty();
    }
  }

  @Test
  void stampsAssessmentsWithTheWallClockAndTheScansTimes() throws Exception {
    try (var function = start()) {
      function.take(declared(PUMP), scanned(PUMP, 3));

      Assessment assessment = function.made().get(0);
      assertThat(assessment.assessedAt()).isEqualTo(Instant.ofEpochMilli(NOW));
      assertThat(assessment.ingestTime()).isEqualTo(scan(PUMP, 3).ingestTime());
      assertThat(assessment.origin()).isEqualTo(Origin.SIMULATED);
    }
  }

  @Test
  void ignoresARedeliveredScan() throws Exception {
    try (var function = start()) {
      function.take(declared(PUMP), scanned(PUMP, 0), scanned(PUMP, 0));

      assertThat(ids(function)).hasSize(1);
      assertThat(function.rejected()).isEmpty();
    }
  }

  @Test
  void rejectsAnOlderScanWithItsBytesAndPlace() throws Exception {
    Arrival late = scanned(PUMP, 3);
    try (var function = start()) {
      function.take(declared(PUMP), scanned(PUMP, 5), late);

      assertThat(ids(function)).hasSize(1);
      RejectedTelemetry rejected = function.rejected().get(0);
      assertThat(rejected.reason()).isEqualTo(RejectionReason.OUT_OF_ORDER);
      assertThat(rejected.source()).isEqualTo("millwright.telemetry.scalar-1@3");
      assertThat(rejected.assetId()).isEqualTo("p1");
      assertThat(rejected.time()).isEqualTo(scan(PUMP, 3).time());
      assertThat(rejected.origin()).isEqualTo(Origin.SIMULATED);
      assertThat(rejected.rejectedAt()).isEqualTo(Instant.ofEpochMilli(NOW));
      assertThat(rejected.raw()).isEqualTo(late.value());
    }
  }

  @Test
  void rejectsBytesThatAreNoScan() throws Exception {
    byte[] noise = {1, 2, 3};
    try (var function = start()) {
      function.take(declared(PUMP), new Arrival(Arrival.Kind.SCAN, "p1", noise, 2, 17));

      RejectedTelemetry rejected = function.rejected().get(0);
      assertThat(rejected.reason()).isEqualTo(RejectionReason.UNREADABLE);
      assertThat(rejected.source()).isEqualTo("millwright.telemetry.scalar-2@17");
      assertThat(rejected.origin()).isEqualTo(Origin.UNKNOWN);
      assertThat(rejected.raw()).isEqualTo(noise);
    }
  }

  @Test
  void rejectsRecordsWithoutKeyOrValueAndLeavesNoState() throws Exception {
    byte[] scan = scanned(PUMP, 0).value();
    try (var function = start()) {
      function.take(
          new Arrival(Arrival.Kind.SCAN, "", scan, 0, 1),
          new Arrival(Arrival.Kind.SCAN, "p1", null, 0, 2),
          new Arrival(Arrival.Kind.EVENT, "p1", null, 0, 3));

      assertThat(function.rejected())
          .extracting(RejectedTelemetry::reason)
          .containsOnly(RejectionReason.UNREADABLE)
          .hasSize(3);
      assertThat(function.numKeyedStateEntries()).isZero();
    }
  }

  /** A rejection that does not fit into a message would stop the job again and again. */
  @Test
  void keepsOnlyTheBeginningOfAHugeRecord() throws Exception {
    Arrival huge = new Arrival(Arrival.Kind.SCAN, "k".repeat(100_000), new byte[4 << 20], 0, 1);
    try (var function = start()) {
      function.take(huge);

      RejectedTelemetry rejected = function.rejected().get(0);
      assertThat(rejected.raw()).hasSize(RejectedTelemetry.MOST_RAW_BYTES);
      assertThat(rejected.detail()).contains("the first 4000000 of 4194304 bytes are kept");
      assertThat(rejected.assetId()).hasSize(201);
    }
  }

  @Test
  void settingsTravelUnchanged() throws Exception {
    String json = CloudEventCodec.JSON.writeValueAsString(AssessorSettings.DEFAULT);

    assertThat(CloudEventCodec.JSON.readValue(json, AssessorSettings.class))
        .isEqualTo(AssessorSettings.DEFAULT);
  }

  @Test
  void rejectsAScanUnderTheKeyOfAnotherAsset() throws Exception {
    try (var function = start()) {
      function.take(
          declared(PUMP),
          new Arrival(Arrival.Kind.SCAN, "p1", scanned(pump("p2"), 0).value(), 0, 1));

      assertThat(function.made()).isEmpty();
      assertThat(function.rejected().get(0).detail()).isEqualTo("key is p1, value is of p2");
    }
  }

  @Test
  void scansWaitForTheirAsset() throws Exception {
    try (var function = start()) {
      function.take(scanned(PUMP, 0), scanned(PUMP, 1));
      assertThat(function.made()).isEmpty();

      function.take(declared(PUMP), scanned(PUMP, 2));

      assertThat(content(function)).isEqualTo(undisturbed(3));
      assertThat(function.numProcessingTimeTimers()).isZero();
    }
  }

  @Test
  void scansWaitForTheDeclarationOfTheirChannels() throws Exception {
    Asset changed = pump("p1", List.of("flow", "vibration", "power"));
    try (var function = start()) {
      function.take(declared(PUMP), scanned(PUMP, 0), scanned(changed, 1));
      assertThat(ids(function)).hasSize(1);

      function.take(declared(changed));

      assertThat(ids(function)).hasSize(2);
      assertThat(function.rejected()).isEmpty();
    }
  }

  @Test
  void rejectsScansWhoseAssetIsNeverDeclared() throws Exception {
    try (var function = start()) {
      function.take(scanned(PUMP, 0), scanned(PUMP, 1));

      function.setProcessingTime(NOW + 29_999);
      assertThat(function.rejected()).isEmpty();
      function.setProcessingTime(NOW + 30_000);

      assertThat(function.rejected())
          .extracting(RejectedTelemetry::reason)
          .containsExactly(RejectionReason.UNKNOWN_ASSET, RejectionReason.UNKNOWN_ASSET);
      assertThat(function.rejected().get(1).raw()).isEqualTo(scanned(PUMP, 1).value());
      assertThat(function.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void rejectsScansWhoseChannelsAreNeverDeclared() throws Exception {
    Asset other = pump("p1", List.of("flow"));
    try (var function = start()) {
      function.take(declared(PUMP), scanned(other, 0));

      function.setProcessingTime(NOW + 30_000);

      assertThat(function.rejected())
          .extracting(RejectedTelemetry::reason)
          .containsExactly(RejectionReason.CHANNEL_MISMATCH);
    }
  }

  @Test
  void rejectsWhatExceedsTheWaitingRoom() throws Exception {
    try (var function = start()) {
      for (int hour = 0; hour < 12; hour++) {
        function.take(scanned(PUMP, hour));
      }

      assertThat(function.rejected())
          .extracting(RejectedTelemetry::source)
          .containsExactly("millwright.telemetry.scalar-1@10", "millwright.telemetry.scalar-1@11");
      function.take(declared(PUMP));
      assertThat(ids(function)).hasSize(10);
    }
  }

  @Test
  void anEventThatArrivesEarlyActsBeforeTheFirstScanThatIsNotOlder() throws Exception {
    Arrival overhaul = happened(SmallPlant.event(PUMP, "e1", scan(PUMP, 40).time()));
    List<Assessment> early;
    List<Assessment> waiting;
    List<Assessment> onTime;
    try (var function = start()) {
      function.take(declared(PUMP), overhaul);
      scans(function, 0, 80);
      early = content(function);
    }
    try (var function = start()) {
      function.take(overhaul, scanned(PUMP, 0), declared(PUMP));
      scans(function, 1, 80);
      waiting = content(function);
    }
    try (var function = start()) {
      function.take(declared(PUMP));
      scans(function, 0, 40);
      function.take(overhaul);
      scans(function, 40, 80);
      onTime = content(function);
    }

    assertThat(early).isEqualTo(onTime);
    assertThat(waiting).isEqualTo(onTime);
    assertThat(onTime).isNotEqualTo(undisturbed(80));
  }

  @Test
  void aRepeatedEventChangesNothing() throws Exception {
    Arrival overhaul = happened(SmallPlant.event(PUMP, "e1", scan(PUMP, 40).time()));
    List<Assessment> once;
    try (var function = start()) {
      function.take(declared(PUMP), overhaul);
      scans(function, 0, 80);
      once = content(function);
    }
    try (var function = start()) {
      function.take(declared(PUMP), overhaul, overhaul);
      scans(function, 0, 60);
      function.take(overhaul);
      scans(function, 60, 80);

      assertThat(content(function)).isEqualTo(once);
    }
  }

  @Test
  void aTombstoneClearsTheAsset() throws Exception {
    Arrival future = happened(SmallPlant.event(PUMP, "e1", scan(PUMP, 40).time()));
    try (var function = start()) {
      function.take(declared(PUMP), scanned(PUMP, 5), future, withdrawn(PUMP));

      assertThat(function.numKeyedStateEntries()).isZero();
      assertThat(function.rejected())
          .extracting(RejectedTelemetry::detail)
          .containsExactly("asset was withdrawn before event e1 was due");
      function.take(declared(PUMP), scanned(PUMP, 0));
      assertThat(ids(function)).as("a new life begins").hasSize(2);
    }
  }

  @Test
  void aRepeatedDeclarationChangesNothing() throws Exception {
    try (var function = start()) {
      for (int hour = 0; hour < 50; hour++) {
        function.take(declared(PUMP), scanned(PUMP, hour));
      }

      assertThat(content(function)).isEqualTo(undisturbed(50));
    }
  }

  @Test
  void continuesIdenticallyAfterARestore() throws Exception {
    OperatorSubtaskState state;
    List<Assessment> before;
    try (var function = start()) {
      function.take(declared(PUMP));
      scans(function, 0, 70);
      function.take(happened(SmallPlant.event(PUMP, "e1", scan(PUMP, 75).time())));
      state = function.snapshot(1, NOW);
      before = content(function);
    }
    List<Assessment> whole;
    try (var function = start()) {
      function.take(declared(PUMP), happened(SmallPlant.event(PUMP, "e1", scan(PUMP, 75).time())));
      scans(function, 0, 140);
      whole = content(function);
    }

    try (var function = harness()) {
      function.setup();
      function.initializeState(state);
      function.open();
      scans(function, 70, 140);

      assertThat(before).isEqualTo(whole.subList(0, 70));
      assertThat(content(function)).isEqualTo(whole.subList(70, 140));
    }
  }

  @Test
  void continuesIdenticallyWhileACheckpointIsTaken() throws Exception {
    try (var function = start()) {
      function.take(declared(PUMP));
      for (int hour = 0; hour < 60; hour++) {
        scans(function, hour, hour + 1);
        function.snapshot(hour, NOW);
      }

      assertThat(content(function)).isEqualTo(undisturbed(60));
    }
  }

  @Test
  void patienceBeginsAnewAfterARestore() throws Exception {
    OperatorSubtaskState state;
    try (var function = start()) {
      function.take(scanned(PUMP, 0));
      state = function.snapshot(1, NOW);
    }

    long later = NOW + 3_600_000;
    try (var function = harness()) {
      function.setProcessingTime(later);
      function.setup();
      function.initializeState(state);
      function.open();
      function.setProcessingTime(later + 1);
      function.setProcessingTime(later + 29_000);
      assertThat(function.rejected()).as("the time of the outage does not count").isEmpty();
      function.take(declared(PUMP));

      assertThat(content(function)).isEqualTo(undisturbed(1));
    }
  }

  private static List<Assessment> undisturbed(int scans) throws Exception {
    try (var function = start()) {
      function.take(declared(PUMP));
      scans(function, 0, scans);
      return content(function);
    }
  }

  private static AssessHarness start() throws Exception {
    var harness = harness();
    harness.open();
    return harness;
  }

  private static AssessHarness harness() throws Exception {
    return AssessHarness.of(PATIENCE);
  }

  private static void scans(AssessHarness function, int from, int to) throws Exception {
    for (int hour = from; hour < to; hour++) {
      ScalarScan scan = scan(PUMP, hour);
      function.take(scanned(scan, hour));
    }
  }

  private static List<String> ids(AssessHarness function) {
    return function.made().stream().map(Assessment::id).toList();
  }

  /** Assessments without the one component that may differ between runs. */
  private static List<Assessment> content(AssessHarness function) {
    return function.made().stream().map(AssessAssetsTest::timeless).toList();
  }

  static Assessment timeless(Assessment a) {
    return new Assessment(
        a.assetId(),
        a.time(),
        a.ingestTime(),
        Instant.EPOCH,
        a.origin(),
        a.operatingState(),
        a.detection(),
        a.health(),
        a.prognosis(),
        a.provenance());
  }
}
