package io.millwright.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.contracts.Topics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Set;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class TopicReaderTest {
  /** Whoever reads tries again while brokers are away: each attempt must leave nothing behind. */
  @Test
  void leavesNoConsumerBehindWhereNoBrokerAnswers() throws Exception {
    KafkaSettings away =
        new KafkaSettings(
            "127.0.0.1:" + unusedPort(),
            Map.of("default.api.timeout.ms", "200", "request.timeout.ms", "200"));
    Set<ObjectName> before = consumers();

    for (int attempt = 0; attempt < 3; attempt++) {
      assertThatThrownBy(() -> new TopicReader<>(away, Topics.MODEL_BUNDLES))
          .isInstanceOf(KafkaException.class);
    }

    assertThat(consumers()).isEqualTo(before);
  }

  private static Set<ObjectName> consumers() throws MalformedObjectNameException {
    return ManagementFactory.getPlatformMBeanServer()
        .queryNames(new ObjectName("kafka.consumer:type=app-info,id=*"), null);
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
