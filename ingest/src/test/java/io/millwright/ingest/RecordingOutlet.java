package io.millwright.ingest;

import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.telemetry.AudioFrame;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.contracts.telemetry.WaveformFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;

/** An outlet that keeps everything, and can die after a number of records. */
public final class RecordingOutlet implements TelemetryOutlet {
  private final List<Sent> sent = new ArrayList<>();
  private final int capacity;
  private boolean flushed;

  public RecordingOutlet() {
    this(Integer.MAX_VALUE);
  }

  RecordingOutlet(int capacity) {
    this.capacity = capacity;
  }

  record Sent(Topic<?, ?> topic, Object key, Object value, String source) {}

  @Override
  public <K, V> void send(Topic<K, V> topic, K key, V value, Header header) {
    if (sent.size() == capacity) {
      throw new IllegalStateException("killed");
    }
    flushed = false;
    sent.add(new Sent(topic, key, value, new String(header.value(), StandardCharsets.UTF_8)));
  }

  @Override
  public void flush() {
    flushed = true;
  }

  boolean flushed() {
    return flushed;
  }

  public List<ScalarScan> scans() {
    return values(Topics.SCALAR).map(ScalarScan.class::cast).toList();
  }

  public List<WaveformFrame> waveforms() {
    return values(Topics.WAVEFORM).map(WaveformFrame.class::cast).toList();
  }

  public List<AudioFrame> sounds() {
    return values(Topics.AUDIO).map(AudioFrame.class::cast).toList();
  }

  public List<RejectedTelemetry> rejected() {
    return values(Topics.REJECTED).map(RejectedTelemetry.class::cast).toList();
  }

  public List<MachineEvent> events() {
    return values(Topics.MACHINE_EVENTS).map(MachineEvent.class::cast).toList();
  }

  List<Object> keys() {
    return sent.stream().map(Sent::key).toList();
  }

  List<String> sources() {
    return sent.stream().map(Sent::source).toList();
  }

  /** What a restart would find. */
  void addTo(ReplayProgress progress) {
    sent.forEach(s -> progress.add(s.topic(), s.source()));
  }

  private Stream<Object> values(Topic<?, ?> topic) {
    return sent.stream().filter(s -> s.topic().equals(topic)).map(Sent::value);
  }
}
