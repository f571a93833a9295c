package io.millwright.streams.flink;

import static io.millwright.contracts.telemetry.RejectionReason.NOT_A_NUMBER;
import static io.millwright.contracts.telemetry.RejectionReason.UNREADABLE;
import static io.millwright.streams.ForeignProducer.written;
import static io.millwright.streams.SignalPlant.arrival;
import static io.millwright.streams.SignalPlant.frame;
import static io.millwright.streams.SmallPlant.declared;
import static io.millwright.streams.flink.KafkaEndsIT.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.Topics;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.LoopbackBroker;
import io.millwright.runtime.kafka.TopicProvisioner;
import io.millwright.streams.FeatureConfig;
import io.millwright.streams.FeatureInputs;
import io.millwright.streams.FeatureOutputs;
import io.millwright.streams.FeaturePipeline;
import io.millwright.streams.SignalPlant;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The feature job reads topics that anybody may write to, and which may hold larger records. */
class ForeignFramesIT {
  private static final int OTHERS_LIMIT = 8 << 20;
  private static final Asset MOTOR = SignalPlant.motor("m1");

  @Test
  void rejectsWhatIsNoFrameWhateverItsSizeAndKeepsRunning(@TempDir Path broker) throws Exception {
    byte[] huge = new byte[6_000_000];
    new Random(1).nextBytes(huge); // incompressible
    float[] notANumber = SignalPlant.noise(2 * SignalPlant.SAMPLES, 1);
    notANumber[0] = Float.NaN;
    Arrival good = arrival(frame(MOTOR, 0, null));
    try (LoopbackBroker kafka = new LoopbackBroker(broker)) {
      KafkaSettings settings = kafka.settings();
      createWithLargerRecords(settings, Topics.AUDIO.name());
      TopicProvisioner.ensure(settings, 2, 1);
      send(
          settings,
          declared(MOTOR),
          new Arrival(Arrival.Kind.SOUND, "m1/mic", huge, 0, 0),
          written(good, Map.of("samples", ByteBuffer.wrap(new byte[0]))),
          written(good, Map.of("sampleRateHz", 1e-9)),
          written(good, Map.of("samples", ByteBuffer.wrap(SignalPlant.bytes(notANumber)))),
          good);

      JobClient job = start(settings);
      assertThat(await(settings, Topics.FEATURES, made -> !made.isEmpty())).hasSize(1);
      List<RejectedTelemetry> rejected =
          await(settings, Topics.REJECTED, records -> records.size() >= 4).stream()
              .map(record -> Objects.requireNonNull(record.value()))
              .toList();
      assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
      job.cancel().get();

      assertThat(rejected)
          .extracting(RejectedTelemetry::reason)
          .containsExactlyInAnyOrder(UNREADABLE, UNREADABLE, UNREADABLE, NOT_A_NUMBER);
      assertThat(rejected)
          .filteredOn(r -> r.source().startsWith(Topics.AUDIO.name()))
          .singleElement()
          .satisfies(
              r -> {
                assertThat(r.raw()).hasSize(4_000_000).startsWith(huge[0], huge[1], huge[2]);
                assertThat(r.detail()).endsWith("(the first 4000000 of 6000000 bytes are kept)");
              });
    }
  }

  private static void createWithLargerRecords(KafkaSettings settings, String topic)
      throws Exception {
    try (Admin admin = Admin.create(settings.admin())) {
      NewTopic larger =
          new NewTopic(topic, 2, (short) 1)
              .configs(Map.of("max.message.bytes", Integer.toString(OTHERS_LIMIT)));
      admin.createTopics(List.of(larger)).all().get();
    }
  }

  private static void send(KafkaSettings settings, Arrival... arrivals) throws Exception {
    Properties properties = settings.producer();
    properties.put("max.request.size", Integer.toString(OTHERS_LIMIT));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (Arrival arrival : arrivals) {
        producer
            .send(
                new ProducerRecord<>(
                    arrival.kind().topic().name(),
                    arrival.key().getBytes(StandardCharsets.UTF_8),
                    arrival.value()))
            .get();
      }
    }
  }

  private static JobClient start(KafkaSettings kafka) throws Exception {
    Configuration settings = new Configuration();
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "disable"); // a failure must show
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2, settings);
    KafkaEnds ends = KafkaEnds.of(kafka, "foreign-it");
    FeaturePipeline.define(
        env, FeatureInputs.of(ends), FeatureOutputs.of(ends), FeatureConfig.of(2));
    return env.executeAsync();
  }
}
