package io.millwright.streams;

import io.millwright.contracts.codec.AvroCodec;
import io.millwright.contracts.telemetry.AudioFrame;
import io.millwright.contracts.telemetry.WaveformFrame;
import io.millwright.streams.flink.Arrival;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * Writes frames by their schema alone, as a program does that does not know this platform's
 * records: any field may hold what no frame can.
 */
public final class ForeignProducer {
  private static final int HEADER = 10; // of the single-object encoding
  private static final Schema WAVEFORM = AvroCodec.of(WaveformFrame.class).schema();
  private static final Schema AUDIO = AvroCodec.of(AudioFrame.class).schema();

  private ForeignProducer() {}

  /** The record of a frame with other values in some of its fields. */
  public static Arrival written(Arrival frame, Map<String, ?> fields) {
    Schema schema = frame.kind() == Arrival.Kind.WAVEFORM ? WAVEFORM : AUDIO;
    byte[] bytes = Objects.requireNonNull(frame.value());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, HEADER);
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    try {
      GenericRecord record =
          new GenericDatumReader<GenericRecord>(schema)
              .read(
                  null,
                  DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null));
      fields.forEach(record::put);
      new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Arrival(
        frame.kind(), frame.key(), out.toByteArray(), frame.partition(), frame.offset());
  }
}
