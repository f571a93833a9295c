package io.millwright.standalone.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.contracts.Topics;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.runtime.kafka.TopicProvisioner;
import io.millwright.runtime.kafka.TopicReader;
import io.millwright.runtime.kafka.TopicRecord;
import io.millwright.runtime.kafka.TopicSender;
import io.millwright.runtime.service.Health;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
  private static final AssetId PUMP = new AssetId("pump-1");
  private static final Instant NOON = Instant.parse("2020-01-01T12:00:00Z");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  @Test
  void keepsItsRecordsOverARestartOnAnotherPort() {
    try (EmbeddedKafka broker = new EmbeddedKafka(directory, 0)) {
      broker.start();
      assertThat(broker.health()).isEqualTo(Health.UP);
      TopicProvisioner.ensure(broker.settings(), 2, 1);
      TopicProvisioner.ensure(broker.settings(), 2, 1); // a second time changes nothing
      try (TopicSender sender = new TopicSender(broker.settings())) {
        for (int i = 0; i < 100; i++) {
          sender.send(
              Topics.SCALAR,
              PUMP,
              scan(i),
              new RecordHeader("source", ("a.txt#" + i).getBytes(UTF_8)));
        }
        sender.flush();
      }
    }
    try (EmbeddedKafka broker = new EmbeddedKafka(directory, 0)) {
      broker.start();
      TopicProvisioner.ensure(broker.settings(), 2, 1);
      try (TopicReader<AssetId, ScalarScan> reader =
          new TopicReader<>(broker.settings(), Topics.SCALAR)) {
        List<TopicRecord<AssetId, ScalarScan>> records = reader.readToEnd();
        assertThat(records).extracting(TopicRecord::value).containsExactlyElementsOf(scans());
        assertThat(reader.atEnd()).isTrue();
        assertThat(new String(records.get(7).headers().lastHeader("source").value(), UTF_8))
            .isEqualTo("a.txt#7");
        reader.seekToBeginning();
        assertThat(reader.readToEnd()).hasSize(100);
        assertThat(reader.poll(Duration.ofMillis(10))).isEmpty();
      }
    }
  }

  @Test
  void refusesAPortInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> new EmbeddedKafka(directory, taken.getLocalPort()))
          .isInstanceOf(LoopbackPort.InUseException.class)
          .hasMessage(
              "port %d is in use: stop what uses it or choose another", taken.getLocalPort());
    }
  }

  private static List<ScalarScan> scans() {
    List<ScalarScan> scans = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      scans.add(scan(i));
    }
    return scans;
  }

  private static ScalarScan scan(int i) {
    Instant time = NOON.plusSeconds(i);
    return new ScalarScan(
        PUMP, time, time, time, Origin.SIMULATED, 7, new double[] {i, Double.NaN}, new byte[0]);
  }
}
