package io.millwright.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.Topics;
import io.millwright.contracts.audit.AuditEntry;
import io.millwright.contracts.model.ModelRole;
import io.millwright.models.release.ModelBundle;
import io.millwright.models.release.ReleaseLog;
import io.millwright.models.release.Sha256;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.TopicProvisioner;
import io.millwright.runtime.kafka.TopicReader;
import io.millwright.standalone.demo.SimulatedPlantModels;
import io.millwright.standalone.embedded.EmbeddedKafka;
import io.millwright.standalone.release.ConfiguredModels;
import io.millwright.standalone.release.ReleaseTopics;
import io.millwright.streams.assess.ModelBinding;
import io.millwright.streams.flink.KafkaBundles;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the configuration to a roll-back that outlives a restart; no job runs. */
class ModelReleaseCommandIT {
  private static final List<ModelBinding> SHADOWS = SimulatedPlantModels.trainShadows(1);
  private static final ModelBinding OLD =
      SimulatedPlantModels.trainShadows(2).get(0); // another seed, and so another version

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  private String broker = "";

  private static void sendNoise(KafkaSettings settings) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            settings.producer(), new ByteArraySerializer(), new ByteArraySerializer())) {
      byte[] noise = {1, 2, 3};
      producer.send(new ProducerRecord<>(Topics.MODELS.name(), noise, noise)).get();
    }
  }

  @Test
  void releasesWinOverTheConfigurationAndARollBackStays() throws Exception {
    ModelBundle next = ModelBundle.fromBytes(SHADOWS.get(0).bundle());
    ModelBundle old = ModelBundle.fromBytes(OLD.bundle());
    String model = old.manifest().modelId();
    Path file = directory.resolve("next.bundle");
    Files.write(file, SHADOWS.get(0).bundle());
    try (EmbeddedKafka kafka = new EmbeddedKafka(directory.resolve("kafka"), 0)) {
      kafka.start();
      KafkaSettings settings = kafka.settings();
      broker = settings.bootstrapServers();
      TopicProvisioner.ensure(settings, 2, 1);
      sendNoise(settings); // stepped over by whoever reads releases
      ConfiguredModels configured = new ConfiguredModels(settings, InstantSource.system());

      assertThat(versions(configured.release(List.of(OLD)))).containsExactly(old.version());
      String published =
          models("publish", file.toString(), "--class", OLD.equipmentClass(), "--reason", "new");
      assertThat(published).contains("is SHADOW; no assessment job has answered");
      assertThat(models("promote", model, next.version().substring(0, 8), "--reason", "closer"))
          .contains("is LIVE");
      assertThat(versions(configured.release(List.of(OLD))))
          .as("a restart with the old configuration")
          .containsExactly(next.version());
      assertThat(models("rollback", model, next.version(), "--reason", "false calls"))
          .contains(ReleaseLog.brief(old.version()) + " is LIVE");
      assertThat(versions(configured.release(SHADOWS)))
          .as("a restart with the refused one configured")
          .containsExactly(old.version());

      assertThat(models("publish", file.toString(), "--class", "pump", "--reason", "again"))
          .contains("was rolled back: false calls (d.scientist");
      models(
          "publish",
          file.toString(),
          "--class",
          "pump",
          "--pardon",
          next.version(),
          "--reason",
          "it was the sensor");
      assertThat(models("list"))
          .contains("LIVE    " + model + " " + ReleaseLog.brief(old.version()))
          .contains("SHADOW  " + model + " " + ReleaseLog.brief(next.version()))
          .contains("2 releases");

      ReleaseLog log = new ReleaseTopics(settings).log();
      assertThat(Objects.requireNonNull(log.shadow("life", "pump")).role())
          .isEqualTo(ModelRole.SHADOW);
      byte[] bytes = SHADOWS.get(0).bundle();
      assertThat(new KafkaBundles(settings).read(Sha256.hex(bytes))).isEqualTo(bytes);
      try (TopicReader<String, AuditEntry> audit = new TopicReader<>(settings, Topics.AUDIT)) {
        assertThat(audit.readToEnd())
            .extracting(record -> Objects.requireNonNull(record.value()).action())
            .containsExactlyInAnyOrder(
                "PUBLISH_MODEL",
                "PUBLISH_MODEL",
                "PROMOTE_MODEL",
                "ROLL_BACK_MODEL",
                "PUBLISH_MODEL");
      }
    }
  }

  private static List<String> versions(List<ModelBinding> bindings) {
    return bindings.stream().map(b -> ModelBundle.fromBytes(b.bundle()).version()).toList();
  }

  /** What a command says, on either stream. */
  private String models(String command, String... arguments) {
    List<String> line = new ArrayList<>(List.of("models", command, "--kafka", broker));
    line.addAll(List.of(arguments));
    if (!command.equals("list")) {
      line.addAll(List.of("--actor", "d.scientist", "--wait", "0"));
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(said, true, UTF_8);
    CommandLineProgram.run(stream, stream, line.toArray(String[]::new));
    return said.toString(UTF_8);
  }
}
