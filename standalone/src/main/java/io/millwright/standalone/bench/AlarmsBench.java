package io.millwright.standalone.bench;

import com.sun.management.OperatingSystemMXBean;
import io.millwright.alerts.AlertsApplication;
import io.millwright.alerts.AlertsConfig;
import io.millwright.contracts.Topics;
import io.millwright.runtime.config.Configuration;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.TopicProvisioner;
import io.millwright.runtime.kafka.TopicSender;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.standalone.embedded.DataDirectory;
import io.millwright.standalone.embedded.EmbeddedKafka;
import io.millwright.standalone.flow.ConsumerLag;
import io.millwright.standalone.flow.LatencyHistogram;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * {@code bench alarms}: how long after an assessment its alarm can be read, at a steady rate, with
 * everything in this process: broker, sender, alerts, reader. First a long stretch of the alerts
 * alone; then, in turn, short ones of the alerts and of the {@linkplain PlainAlarmLoop least} that
 * could do it, each idle while the other works.
 */
public final class AlarmsBench {
  private static final int PARTITIONS = 2;

  /** A hundredth of the fleet wears at once: a guardrail would stop what is to be measured. */
  private static final String CONFIG = "rules: {workOrders: {guardrail: {mostRequests: 0}}}";

  private static final String PLAIN_GROUP = "bench-plain";
  private static final String PLAIN_INPUT = "bench.assessments";
  private static final String PLAIN_OUTPUT = "bench.alarms";
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final AlertsConfig config = Configuration.parse(CONFIG, AlertsConfig.class);
  private final AlarmLoad load;
  private final double perSecond;
  private final Lengths lengths;
  private final Consumer<String> progress;
  private final List<Stretch> stretches = new ArrayList<>(); // guarded by itself

  /** The latencies of alarms whose assessments were due in a stretch of time. */
  private static final class Stretch {
    final Instant from = Instant.now();
    volatile Instant to = Instant.MAX;
    final LatencyHistogram latencies = new LatencyHistogram();

    boolean holds(Instant time) {
      return !time.isBefore(from) && time.isBefore(to);
    }
  }

  /** A stretch and what it cost. */
  private record Ran(LatencyHistogram latencies, long records, double cpuSeconds, double late) {
    double perCpuSecond() {
      return records / cpuSeconds;
    }
  }

  /**
   * How many seconds everything takes.
   *
   * @param warmUp before the long stretch, and before the first of the pairs
   * @param steady the long stretch
   * @param pair either stretch of a pair
   * @param settle after each, until what it led to must have come
   * @param pairs how many
   */
  record Lengths(double warmUp, int steady, double pair, double settle, int pairs) {}

  /**
   * @param assets how many
   * @param perAsset assessments a second of each
   * @param seconds of the long stretch, after the warm-up
   */
  public AlarmsBench(int assets, double perAsset, int seconds, Consumer<String> progress) {
    this(assets, perAsset, new Lengths(10, seconds, 5, 2, 5), progress);
  }

  AlarmsBench(int assets, double perAsset, Lengths lengths, Consumer<String> progress) {
    this.load = new AlarmLoad(assets);
    this.perSecond = assets * perAsset;
    this.lengths = lengths;
    this.progress = progress;
  }

  /**
   * Runs everything; about a minute and a half more than the long stretch.
   *
   * @param version of Millwright
   */
  public AlarmsBenchReport run(String version) throws Exception {
    try (DataDirectory data = DataDirectory.temporary();
        EmbeddedKafka broker = new EmbeddedKafka(data.directory("kafka"), 0)) {
      broker.start();
      KafkaSettings kafka = broker.settings();
      TopicProvisioner.ensure(kafka, PARTITIONS, 1);
      makePlainTopics(kafka);
      declare(kafka);
      try (AlertsApplication alerts =
              new AlertsApplication(config, kafka, data.directory("alerts"), new Metrics());
          Arrivals arrivals =
              new Arrivals(kafka, List.of(Topics.ALARMS.name(), PLAIN_OUTPUT), this::arrived);
          PlainAlarmLoop plain =
              new PlainAlarmLoop(
                  kafka, PLAIN_GROUP, PLAIN_INPUT, PLAIN_OUTPUT, config.commitInterval());
          ConsumerLag lag = new ConsumerLag(kafka);
          OpenLoop sender = new OpenLoop(load, perSecond, kafka)) {
        alerts.start();
        return measure(version, sender, lag);
      }
    }
  }

  private AlarmsBenchReport measure(String version, OpenLoop sender, ConsumerLag offsets)
      throws InterruptedException {
    progress.accept("warming up for %.0f s".formatted(lengths.warmUp));
    stretch(sender, Topics.ASSESSMENTS.name(), lengths.warmUp);
    progress.accept(
        String.format(Locale.ROOT, "%,.0f assessments/s for %d s", perSecond, lengths.steady));
    LagSamples lag = new LagSamples(offsets, config.applicationId(), Topics.ASSESSMENTS);
    Ran steady = stretch(sender, Topics.ASSESSMENTS.name(), lengths.steady);
    LagSamples.Course course = lag.end();
    progress.accept(words("alerts", steady));

    stretch(sender, PLAIN_INPUT, lengths.warmUp);
    List<Ran> alerts = new ArrayList<>();
    List<Ran> plain = new ArrayList<>();
    for (int pair = 0; pair < lengths.pairs; pair++) {
      alerts.add(stretch(sender, Topics.ASSESSMENTS.name(), lengths.pair));
      plain.add(stretch(sender, PLAIN_INPUT, lengths.pair));
      progress.accept(words("alerts", alerts.get(pair)) + "; " + words("plain", plain.get(pair)));
    }
    return new AlarmsBenchReport(
        "bench",
        "alarms",
        "made-up fleet",
        null,
        null,
        null,
        version,
        0,
        lengths.pairs,
        "wall clock; processor time of the whole process, with broker and sender",
        List.of(
            compare("alarmLatencyP50", "ms", r -> r.latencies.quantileMillis(0.5), alerts, plain),
            compare("alarmLatencyP99", "ms", r -> r.latencies.quantileMillis(0.99), alerts, plain),
            compare("assessments", "records/CPU s", Ran::perCpuSecond, alerts, plain)),
        load.size(),
        perSecond,
        lengths.steady,
        steady.records,
        steady.latencies.total(),
        steady.latencies.quantileMillis(0.5),
        steady.latencies.quantileMillis(0.99),
        steady.latencies.largestMillis(),
        course.largest(),
        course.last(),
        course.firstHalfMean(),
        course.secondHalfMean(),
        steady.cpuSeconds / lengths.steady,
        steady.late);
  }

  /** Sends for a time, and waits until what it led to must have come. */
  private Ran stretch(OpenLoop sender, String topic, double length) throws InterruptedException {
    Stretch stretch = new Stretch();
    synchronized (stretches) {
      stretches.add(stretch);
    }
    long cpu = PROCESS.getProcessCpuTime();
    OpenLoop.Sent sent = sender.send(topic, length);
    cpu = PROCESS.getProcessCpuTime() - cpu;
    stretch.to = sent.to();
    Thread.sleep((long) (1000 * lengths.settle));
    synchronized (stretches) {
      return new Ran(stretch.latencies, sent.records(), cpu / 1e9, sent.latestMillis());
    }
  }

  private void arrived(Instant time, long micros) {
    synchronized (stretches) {
      stretches.stream()
          .filter(s -> s.holds(time))
          .reduce((a, b) -> b)
          .ifPresent(s -> s.latencies.record(micros));
    }
  }

  private static Benchmark compare(
      String name,
      String unit,
      ToDoubleFunction<Ran> figure,
      List<Ran> candidate,
      List<Ran> baseline) {
    double[] values = candidate.stream().mapToDouble(figure).toArray();
    double[] baselineValues = baseline.stream().mapToDouble(figure).toArray();
    double[] ratios = new double[values.length];
    Arrays.setAll(ratios, i -> values[i] / baselineValues[i]);
    return new Benchmark(
        name,
        unit,
        PairedRuns.median(values),
        "exactly-once loop without state",
        PairedRuns.median(baselineValues),
        PairedRuns.median(ratios));
  }

  private static String words(String who, Ran ran) {
    return String.format(
        Locale.ROOT,
        "%s: p50 %.0f ms, p99 %.0f ms, largest %.0f ms of %,d; %,.0f records/CPU s",
        who,
        ran.latencies.quantileMillis(0.5),
        ran.latencies.quantileMillis(0.99),
        ran.latencies.largestMillis(),
        ran.latencies.total(),
        ran.perCpuSecond());
  }

  private void declare(KafkaSettings kafka) {
    progress.accept(String.format(Locale.ROOT, "declaring %,d assets", load.size()));
    try (TopicSender sender = new TopicSender(kafka)) {
      for (int asset = 0; asset < load.size(); asset++) {
        sender.send(Topics.ASSETS, load.id(asset), load.declaration(asset));
      }
      sender.flush();
    }
  }

  private static void makePlainTopics(KafkaSettings kafka)
      throws ExecutionException, InterruptedException {
    // As those of the platform: records are kept by when they arrived.
    Map<String, String> asThePlatform = Map.of("message.timestamp.type", "LogAppendTime");
    try (Admin admin = Admin.create(kafka.admin())) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(PLAIN_INPUT, PARTITIONS, (short) 1).configs(asThePlatform),
                  new NewTopic(PLAIN_OUTPUT, PARTITIONS, (short) 1).configs(asThePlatform)))
          .all()
          .get();
    }
  }
}
