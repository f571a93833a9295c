package io.millwright.standalone.embedded;

import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.service.Health;
import io.millwright.runtime.service.Service;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka broker that is its own controller (KRaft), on the loopback interface, without security.
 * Its directory survives restarts and kills; ports may change between them.
 */
public final class EmbeddedKafka implements Service {
  private static final int NODE_ID = 1;

  private final Path directory;
  private final int port;
  private volatile @Nullable KafkaRaftServer server;

  /**
   * @param directory of the broker alone
   * @param port of the broker; 0 takes a free one now
   * @throws LoopbackPort.InUseException if the port is taken
   */
  public EmbeddedKafka(Path directory, int port) {
    this.directory = directory;
    this.port = LoopbackPort.of(port);
  }

  /** How clients reach it. */
  public KafkaSettings settings() {
    return KafkaSettings.plain("127.0.0.1:" + port);
  }

  @Override
  public String name() {
    return "broker";
  }

  @Override
  public void start() {
    Properties properties = properties(LoopbackPort.of(0));
    try {
      formatOnce();
      KafkaRaftServer starting =
          new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
      starting.startup();
      server = starting;
    } catch (Exception e) {
      throw new IllegalStateException("the broker does not start in " + directory, e);
    }
  }

  @Override
  public Health health() {
    return server == null ? Health.down("not running") : Health.UP;
  }

  /** Controlled shutdown: logs are closed clean, so that the next start needs no recovery. */
  @Override
  public synchronized void close() {
    KafkaRaftServer running = server;
    if (running != null) {
      server = null;
      running.shutdown();
      running.awaitShutdown();
    }
  }

  private void formatOnce() throws Exception {
    if (Files.exists(directory.resolve("meta.properties"))) {
      return;
    }
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setNodeId(NODE_ID)
        .setClusterId(Uuid.randomUuid().toString())
        .addDirectory(directory.toString())
        .setMetadataLogDirectory(directory.toString())
        .setControllerListenerName("CONTROLLER")
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setIgnoreFormatted(true)
        .run();
  }

  private Properties properties(int controllerPort) {
    Properties p = new Properties();
    p.put("process.roles", "broker,controller");
    p.put("node.id", Integer.toString(NODE_ID));
    // A static quorum stands in the configuration and not in the log: its port may change.
    p.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
    p.put("controller.listener.names", "CONTROLLER");
    p.put("inter.broker.listener.name", "BROKER");
    p.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.put("listeners", "BROKER://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    p.put("advertised.listeners", "BROKER://127.0.0.1:" + port);
    p.put("log.dirs", directory.toString());
    p.put("auto.create.topics.enable", "false");
    singleNode(p);
    smallAndQuick(p);
    return p;
  }

  /** Internal topics want three copies unless told otherwise. */
  private static void singleNode(Properties p) {
    p.put("default.replication.factor", "1");
    p.put("min.insync.replicas", "1");
    p.put("offsets.topic.replication.factor", "1");
    p.put("offsets.topic.num.partitions", "4");
    p.put("transaction.state.log.replication.factor", "1");
    p.put("transaction.state.log.min.isr", "1");
    p.put("transaction.state.log.num.partitions", "4");
    p.put("share.coordinator.state.topic.replication.factor", "1");
    p.put("share.coordinator.state.topic.min.isr", "1");
    p.put("share.coordinator.state.topic.num.partitions", "1");
    p.put("group.initial.rebalance.delay.ms", "0");
    // By default a group that is away for a week begins anew, and obeys old commands of people
    // again: they stay on their topics for a month.
    p.put("offsets.retention.minutes", Integer.toString(365 * 24 * 60));
    // After a kill the old session must end before the broker may register again.
    p.put("broker.session.timeout.ms", "3000");
    p.put("broker.heartbeat.interval.ms", "500");
  }

  /** For one machine with two cores and some hundred megabytes for the whole process. */
  private static void smallAndQuick(Properties p) {
    p.put("num.network.threads", "1");
    p.put("num.io.threads", "2");
    p.put("background.threads", "2");
    p.put("num.recovery.threads.per.data.dir", "2");
    p.put("log.cleaner.dedupe.buffer.size", "4194304");
    p.put("log.segment.bytes", "67108864");
    p.put("log.index.size.max.bytes", "1048576");
    p.put("message.max.bytes", "4194304");
    p.put("replica.fetch.max.bytes", "4194304");
    p.put("controlled.shutdown.enable", "true");
    p.put("server.max.startup.time.ms", "60000");
  }
}
