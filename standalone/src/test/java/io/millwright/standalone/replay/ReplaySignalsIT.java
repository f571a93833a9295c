package io.millwright.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.codec.CloudEventCodec;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.ingest.replay.FemtoReplay;
import io.millwright.models.dataset.VibrationRecord;
import io.millwright.models.prognosis.bearing.BearingLifeModel;
import io.millwright.models.prognosis.bearing.DegradationLife;
import io.millwright.models.prognosis.bearing.OnsetSettings;
import io.millwright.models.prognosis.bearing.PopulationLife;
import io.millwright.models.signal.VibrationFeatures;
import io.millwright.models.training.BearingLifeBundles;
import io.millwright.standalone.embedded.EmbeddedKafka;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waveforms and sound through the whole platform: from samples to a case and a work order. */
class ReplaySignalsIT {
  private static final String DYING = "Bearing3_1";
  private static final String HEALING = "Bearing2_2";
  private static final String HEALTHY = "Bearing1_1";

  /** Of 2803: far from the first sign of wear, at 47 % of its life. */
  private static final int HEALTHY_SNAPSHOTS = 500;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  @Test
  void aBearingThatWearsOutGetsACaseAndAnOrderInTimeAndAHealthyOneNone() throws Exception {
    Path femto = ChildReplay.dataRoot("femto/" + DYING + ".json").resolve("femto");
    Path healthy = beginning(femto, HEALTHY, HEALTHY_SNAPSHOTS);
    VibrationRecord dying = VibrationRecord.open(femto.resolve(DYING + ".json"));
    List<Duration> snapshots = dying.snapshotTimes();
    Path data = directory.resolve("bearings");
    ChildReplay child = new ChildReplay(directory);

    JsonNode result =
        child.result(
            child.start(
                List.of("femto", dying.json().toString(), healthy.toString()),
                List.of("--model", FemtoReplay.EQUIPMENT_CLASS + "=" + lifeOfHours()),
                data),
            data);

    int frames = snapshots.size() + HEALTHY_SNAPSHOTS;
    assertThat(result.get("framesIn").asInt()).isEqualTo(frames);
    assertThat(result.get("framesAccepted").asInt()).isEqualTo(frames);
    assertThat(result.get("assessmentsOut").asInt()).isEqualTo(frames);
    assertThat(result.get("assessmentDuplicates").asInt()).isZero();
    assertThat(result.get("rejected").asInt()).isZero();
    assertThat(result.get("workOrders").asInt()).isEqualTo(1);
    try (EmbeddedKafka broker = new EmbeddedKafka(data.resolve("kafka"), 0)) {
      broker.start();
      Assessment onset = onset(broker);
      List<Advisory> cases = ChildReplay.all(broker, Topics.ADVISORIES);
      List<WorkOrder> orders = ChildReplay.all(broker, Topics.WORK_ORDERS);
      assertThat(cases).isNotEmpty().allMatch(c -> c.assetId().value().equals(DYING));
      assertThat(orders).isNotEmpty().allMatch(o -> o.assetId().value().equals(DYING));

      Instant failure = FemtoReplay.EPOCH.plus(snapshots.get(snapshots.size() - 1));
      Instant opened = cases.get(0).openedAt();
      Instant raised = orders.get(0).raisedAt();
      assertThat(onset.time()).isBefore(failure.minusSeconds(120));
      assertThat(opened).isAfterOrEqualTo(onset.time());
      assertThat(raised).isAfterOrEqualTo(opened).isBefore(failure);
      assertThat(orders.get(0).itemId()).isEqualTo(FemtoReplay.ITEM);
      assertThat(orders.get(0).description()).contains("vibration grows since");
    }
  }

  /** Its vibration falls back by a fifth or more while its case is open, as bearings' does. */
  @Test
  void aBearingThatHealsShortlyBeforeItsEndKeepsItsCaseAndOrder() throws Exception {
    Path femto = ChildReplay.dataRoot("femto/" + HEALING + ".json").resolve("femto");
    VibrationRecord record = VibrationRecord.open(femto.resolve(HEALING + ".json"));
    Path data = directory.resolve("healing");
    ChildReplay child = new ChildReplay(directory);

    child.result(
        child.start(
            List.of("femto", record.json().toString()),
            List.of("--model", FemtoReplay.EQUIPMENT_CLASS + "=" + lifeOfHours()),
            data),
        data);

    try (EmbeddedKafka broker = new EmbeddedKafka(data.resolve("kafka"), 0)) {
      broker.start();
      List<Advisory> cases = ChildReplay.all(broker, Topics.ADVISORIES);
      List<WorkOrder> orders = ChildReplay.all(broker, Topics.WORK_ORDERS);
      assertThat(cases).extracting(Advisory::caseId).containsOnly(cases.get(0).caseId());
      assertThat(cases).extracting(Advisory::status).containsOnly(Advisory.Status.OPEN);
      assertThat(orders)
          .extracting(WorkOrder::workOrderId)
          .containsOnly(orders.get(0).workOrderId());
      assertThat(orders).extracting(WorkOrder::status).containsOnly(WorkOrder.Status.REQUESTED);
      assertThat(deepestDip(broker, cases.get(0).openedAt()))
          .as("it seemed to heal")
          .isLessThan(0.8);
    }
  }

  /** The least that its vibration was since a time, as a share of the most before it. */
  private static double deepestDip(EmbeddedKafka broker, Instant since) {
    int rms = VibrationFeatures.SCHEMA.featureNames().indexOf("rmsMPerS2");
    Map<Instant, Double> byTime = new TreeMap<>();
    for (FeatureVector v : ChildReplay.all(broker, Topics.FEATURES)) {
      byTime.merge(v.time(), (double) v.values()[rms], Math::max);
    }
    double worst = 0;
    double deepest = 1;
    for (Map.Entry<Instant, Double> at : byTime.entrySet()) {
      worst = Math.max(worst, at.getValue());
      if (at.getKey().isAfter(since)) {
        deepest = Math.min(deepest, at.getValue() / worst);
      }
    }
    return deepest;
  }

  private static Assessment onset(EmbeddedKafka broker) {
    List<Assessment> degraded =
        ChildReplay.all(broker, Topics.ASSESSMENTS).stream()
            .filter(a -> a.health().state() == HealthState.DEGRADED)
            .sorted(Comparator.comparing(Assessment::time))
            .toList();
    assertThat(degraded).isNotEmpty().allMatch(a -> a.assetId().value().equals(DYING));
    assertThat(degraded).allMatch(a -> a.prognosis().remainingLife() != null);
    return degraded.get(0);
  }

  @Test
  void aWhineThatWasNeverThereBeforeOpensACase() throws Exception {
    Path recording = Files.createDirectory(directory.resolve("fan"));
    Random random = new Random(4);
    sound(recording.resolve("1-normal.wav"), 330, 0, random);
    sound(recording.resolve("2-whine.wav"), 30, 1, random);
    Path data = directory.resolve("sound");
    ChildReplay child = new ChildReplay(directory);

    JsonNode result =
        child.result(child.start(List.of("wav", recording.toString()), List.of(), data), data);

    assertThat(result.get("framesAccepted").asInt()).isEqualTo(360);
    assertThat(result.get("assessmentsOut").asInt()).isEqualTo(360);
    assertThat(result.get("rejected").asInt()).isZero();
    try (EmbeddedKafka broker = new EmbeddedKafka(data.resolve("kafka"), 0)) {
      broker.start();
      List<Assessment> unusual =
          ChildReplay.all(broker, Topics.ASSESSMENTS).stream()
              .filter(a -> a.health().state() == HealthState.DEGRADED)
              .toList();
      assertThat(unusual).hasSizeBetween(10, 30);
      Finding finding = unusual.get(0).health().findings().get(0);
      assertThat(finding.failureMode()).isEqualTo("NOI");
      assertThat(finding.evidence()).startsWith("sound unlike its own normal");
      List<Advisory> cases = ChildReplay.all(broker, Topics.ADVISORIES);
      assertThat(cases).isNotEmpty();
      assertThat(cases.get(0).itemId()).isEqualTo(finding.itemId());
      assertThat(cases.get(0).findings().get(0).failureMode()).isEqualTo("NOI");
    }
  }

  /** A model of the shape that training gives, for a test bench whose bearings last hours. */
  private Path lifeOfHours() throws IOException {
    Path bundle = directory.resolve("bearing.bundle");
    BearingLifeBundles.of(
            new BearingLifeModel(
                VibrationFeatures.SCHEMA.schemaId(),
                OnsetSettings.STANDARD,
                new PopulationLife(1.5, 6, 6 * Math.pow(10_000, 1.5)),
                new DegradationLife(0.5, -0.5, 0.8, 6)),
            List.of(),
            1)
        .write(bundle);
    return bundle;
  }

  /** The first snapshots of a record, as a record of the same name. */
  private Path beginning(Path folder, String name, int snapshots) throws IOException {
    VibrationRecord record = VibrationRecord.open(folder.resolve(name + ".json"));
    int bytes = snapshots * 3 * record.header().blockSamples() * record.header().channels().size();
    try (InputStream in = unzipped(record.counts());
        OutputStream out = zipped(name + ".acc.bin.gz")) {
      out.write(in.readNBytes(bytes));
    }
    try (InputStream in = unzipped(folder.resolve(name + ".index.csv.gz"));
        OutputStream out = zipped(name + ".index.csv.gz")) {
      String index = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      List<String> kept = index.lines().limit(snapshots + 1L).toList();
      out.write(String.join("\n", kept).getBytes(StandardCharsets.US_ASCII));
    }
    ObjectNode header = (ObjectNode) CloudEventCodec.JSON.readTree(record.json().toFile());
    header.put("snapshots", snapshots);
    return Files.writeString(directory.resolve(name + ".json"), header.toString());
  }

  private static InputStream unzipped(Path file) throws IOException {
    return new GZIPInputStream(new FileInputStream(file.toFile()));
  }

  private OutputStream zipped(String name) throws IOException {
    return new GZIPOutputStream(new FileOutputStream(directory.resolve(name).toFile()));
  }

  /** Mono PCM of 16 bits at 16 kHz: noise of a wandering colour, and a whine at 3 kHz. */
  private static void sound(Path file, int seconds, double whine, Random random)
      throws IOException {
    int rate = 16_000;
    ByteBuffer wav = ByteBuffer.allocate(44 + 2 * rate * seconds).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(wav.capacity() - 8);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(rate).putInt(2 * rate);
    wav.putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * rate * seconds);
    double noise = 0;
    double pole = 0;
    for (int i = 0; i < rate * seconds; i++) {
      pole = i % rate == 0 ? 0.6 + 0.05 * random.nextDouble() : pole;
      noise = pole * noise + random.nextGaussian();
      wav.putShort((short) (2000 * (noise + whine * Math.sin(2 * Math.PI * 3000.0 * i / rate))));
    }
    Files.write(file, wav.array());
  }
}
