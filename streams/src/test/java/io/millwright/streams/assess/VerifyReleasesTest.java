package io.millwright.streams.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.codec.AvroCodec;
import io.millwright.contracts.model.GateDecision;
import io.millwright.contracts.model.GateDecision.Outcome;
import io.millwright.contracts.model.ModelRelease;
import io.millwright.contracts.model.ModelRole;
import io.millwright.models.release.ModelBundle;
import io.millwright.models.release.Sha256;
import io.millwright.streams.InMemoryBundles;
import io.millwright.streams.SmallModels;
import io.millwright.streams.flink.Arrival;
import io.millwright.streams.flink.Bundles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerifyReleasesTest {
  private static final Instant T = Instant.parse("2026-02-01T00:00:00Z");
  private static final ModelBundle BUNDLE = SmallModels.version(100);

  private final InMemoryBundles bundles = new InMemoryBundles();
  private final AvroCodec<ModelRelease> codec = AvroCodec.of(ModelRelease.class);
  private final OneInputStreamOperatorTestHarness<Arrival, ModelRelease> gate;

  VerifyReleasesTest() throws Exception {
    gate =
        new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new VerifyReleases(bundles)));
  }

  @BeforeEach
  void open() throws Exception {
    gate.open();
  }

  @AfterEach
  void close() throws Exception {
    gate.close();
  }

  @Test
  void letsThroughWhatCanBeLoadedAndSaysWhatItDoes() throws Exception {
    ModelRelease live = release(bundles.add(BUNDLE.toBytes()), BUNDLE.version(), ModelRole.LIVE);

    read(live);

    assertThat(gate.extractOutputValues()).containsExactly(live);
    assertThat(decision().outcome()).isEqualTo(Outcome.PROMOTE);
    assertThat(decision().reason()).isEqualTo("serves class pump; d.scientist: better");
    assertThat(decision().decidedAt()).isEqualTo(T);
  }

  @Test
  void refusesABundleThatIsNotThere() throws Exception {
    refuses(release("ab".repeat(32), BUNDLE.version(), ModelRole.LIVE), "is not there");
  }

  @Test
  void refusesBytesThatAreNoBundle() throws Exception {
    String text = bundles.add("no bundle".getBytes(StandardCharsets.UTF_8));

    refuses(release(text, BUNDLE.version(), ModelRole.SHADOW), "its bundle is no model bundle");
  }

  /** Else the job would fail for ever: what cannot be decoded will not be another the next time. */
  @Test
  void refusesWhatCannotBeDecodedHoweverItFails() throws Exception {
    refuses(release(zip("null"), BUNDLE.version(), ModelRole.LIVE), "manifest.json is empty");
    String noKind =
        "{\"formatVersion\":1,\"version\":\"\",\"entries\":{},\"trainingData\":[],\"metrics\":{}}";
    String version = Sha256.hex(noKind.getBytes(StandardCharsets.UTF_8));
    String sound = zip(noKind.replace("\"version\":\"\"", "\"version\":\"" + version + "\""));

    refuses(release(sound, version, ModelRole.LIVE), "its bundle cannot be decoded");
  }

  /** Some 80 KiB that would take all memory, at each restart again. */
  @Test
  void refusesABundleThatInflatesWithoutEnd() throws Exception {
    refuses(
        release(zip(new byte[80 << 20]), BUNDLE.version(), ModelRole.LIVE),
        "its bundle is larger than any model bundle");
  }

  private String zip(String manifest) throws IOException {
    return zip(manifest.getBytes(StandardCharsets.UTF_8));
  }

  private String zip(byte[] manifest) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("manifest.json"));
      zip.write(manifest);
    }
    return bundles.add(out.toByteArray());
  }

  @Test
  void refusesAnotherModelThanWasReleased() throws Exception {
    String other = bundles.add(SmallModels.version(50).toBytes());

    refuses(release(other, BUNDLE.version(), ModelRole.LIVE), "its bundle is rul-pump");
    String right = bundles.add(BUNDLE.toBytes());
    refuses(
        release("another", right, BUNDLE.version(), ModelRole.LIVE, "life"),
        "its bundle is rul-pump");
    refuses(
        release("rul-pump", right, BUNDLE.version(), ModelRole.LIVE, "diagnosis"), "of kind life");
  }

  @Test
  void saysWhatAShadowDoesAndThatARollBackIsOne() throws Exception {
    String sha256 = bundles.add(BUNDLE.toBytes());
    read(release(sha256, BUNDLE.version(), ModelRole.SHADOW));
    read(
        new ModelRelease(
            "rul-pump",
            BUNDLE.version(),
            sha256,
            ModelRole.RETIRED,
            "pump",
            0,
            T,
            "d.scientist",
            "worse",
            "life",
            true,
            T));

    assertThat(decisions())
        .extracting(GateDecision::outcome)
        .containsExactly(Outcome.HOLD, Outcome.ROLL_BACK);
    assertThat(decision().reason()).startsWith("judges class pump in the dark");
    assertThat(decisions().get(1).reason()).isEqualTo("d.scientist: worse");
  }

  /** Brokers that do not answer say nothing about a bundle. */
  @Test
  void waitsForABundleThatCannotBeReadAtThisMoment() throws Exception {
    ModelRelease live = release("ab".repeat(32), BUNDLE.version(), ModelRole.LIVE);
    AtomicInteger attempts = new AtomicInteger();
    Bundles away =
        sha256 -> {
          if (attempts.incrementAndGet() == 1) {
            throw new IllegalStateException("no answer");
          }
          return BUNDLE.toBytes();
        };
    try (var patient =
        new OneInputStreamOperatorTestHarness<Arrival, ModelRelease>(
            new ProcessOperator<>(new VerifyReleases(away)))) {
      patient.open();
      patient.processElement(
          new StreamRecord<>(
              new Arrival(Arrival.Kind.RELEASE, live.key(), codec.encode(live), 0, 1)));

      assertThat(patient.extractOutputValues()).containsExactly(live);
      assertThat(attempts).hasValue(2);
    }
  }

  @Test
  void refusesACanaryUntilItCanBeServed() throws Exception {
    String sha256 = bundles.add(BUNDLE.toBytes());

    refuses(release(sha256, BUNDLE.version(), ModelRole.CANARY), "release it as SHADOW");
  }

  @Test
  void whatIsRetiredNeedsNoBundle() throws Exception {
    read(release("ab".repeat(32), BUNDLE.version(), ModelRole.RETIRED));

    assertThat(gate.extractOutputValues()).hasSize(1);
  }

  @Test
  void saysWhichRecordCannotBeRead() throws Exception {
    byte[] noise = {1, 2, 3};
    gate.processElement(
        new StreamRecord<>(new Arrival(Arrival.Kind.RELEASE, "rul-pump@1/pump", noise, 0, 17)));
    gate.processElement(
        new StreamRecord<>(new Arrival(Arrival.Kind.RELEASE, "rul-pump@1/pump", null, 0, 18)));

    assertThat(gate.extractOutputValues()).isEmpty();
    assertThat(decisions()).extracting(GateDecision::outcome).containsOnly(Outcome.REFUSE);
    assertThat(decisions().get(0).reason()).contains("millwright.models-0@17");
    assertThat(decisions().get(1).reason()).contains("retire it");
  }

  private void refuses(ModelRelease release, String why) throws Exception {
    read(release);

    assertThat(gate.extractOutputValues()).isEmpty();
    GateDecision decision = decisions().get(decisions().size() - 1);
    assertThat(decision.outcome()).isEqualTo(Outcome.REFUSE);
    assertThat(decision.reason()).contains(why).endsWith("; the present model stays");
  }

  private void read(ModelRelease release) throws Exception {
    gate.processElement(
        new StreamRecord<>(
            new Arrival(Arrival.Kind.RELEASE, release.key(), codec.encode(release), 0, 1)));
  }

  private GateDecision decision() {
    return decisions().get(0);
  }

  private List<GateDecision> decisions() {
    return gate.getSideOutput(VerifyReleases.DECISIONS).stream()
        .map(StreamRecord::getValue)
        .toList();
  }

  private static ModelRelease release(String sha256, String version, ModelRole role) {
    return release("rul-pump", sha256, version, role, "life");
  }

  private static ModelRelease release(
      String modelId, String sha256, String version, ModelRole role, String kind) {
    return new ModelRelease(
        modelId, version, sha256, role, "pump", 0, T, "d.scientist", "better", kind, false, null);
  }
}
