package io.millwright.contracts.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.ResolvingDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a contract record in Avro single-object encoding (two marker bytes, the CRC-64-AVRO
 * fingerprint of the writer's schema, the body). Any version in {@link #VERSIONS} can be read; the
 * newest that has the type is written.
 *
 * <p>The schema files are the truth: a record class that does not fit its schema fails when the
 * codec is made, not when the first event arrives. Not thread-safe: it reuses its buffers, so each
 * thread, operator or serde owns one.
 *
 * @param <T> the record type
 */
public final class AvroCodec<T extends Record> {
  /**
   * Contract versions, oldest first; schemas live in {@code /avro/<version>/<Type>.avsc}. A version
   * holds only the types that it changed.
   */
  static final List<String> VERSIONS = List.of("v1", "v2", "v3", "v4", "v5");

  private static final byte[] MARKER = {(byte) 0xC3, 0x01};
  private static final int HEADER = 10;

  private final Class<T> type;
  private final byte[] header;
  private final AvroNode node;
  private final Map<Long, Schema> writers = new LinkedHashMap<>();
  private final Schema schema;
  private final long newest;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(512);
  private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(buffer, null);
  private final BoundedDecoder decoder = new BoundedDecoder();

  private AvroCodec(Class<T> type) {
    this.type = type;
    Schema last = null;
    for (String version : VERSIONS) {
      Schema read = schema(version, type);
      if (read != null) {
        writers.put(SchemaNormalization.parsingFingerprint64(read), read);
        last = read;
      }
    }
    if (last == null) {
      throw new IllegalArgumentException("no Avro schema for " + type.getSimpleName());
    }
    schema = last;
    newest = SchemaNormalization.parsingFingerprint64(last);
    node = AvroNode.of(last, type);
    header =
        ByteBuffer.allocate(HEADER)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(MARKER)
            .putLong(newest)
            .array();
  }

  /** A codec of its own for the caller's thread. */
  public static <T extends Record> AvroCodec<T> of(Class<T> type) {
    return new AvroCodec<>(type);
  }

  /**
   * Resource of the schema that records of a type are written with.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static String resource(Class<?> type) {
    for (int i = VERSIONS.size() - 1; i >= 0; i--) {
      String path = path(VERSIONS.get(i), type);
      if (AvroCodec.class.getResource(path) != null) {
        return path;
      }
    }
    throw new IllegalArgumentException("no Avro schema for " + type.getSimpleName());
  }

  private static String path(String version, Class<?> type) {
    return "/avro/" + version + "/" + type.getSimpleName() + ".avsc";
  }

  /** The schema of a type in one version; null if that version did not change it. */
  static @Nullable Schema schema(String version, Class<?> type) {
    String path = path(version, type);
    try (InputStream in = AvroCodec.class.getResourceAsStream(path)) {
      return in == null ? null : new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  /** The schema that is written. */
  public Schema schema() {
    return schema;
  }

  /** CRC-64-AVRO fingerprint of the schema that is written. */
  public long fingerprint() {
    return newest;
  }

  /** Whether records written with the schema of this fingerprint can be read. */
  public boolean reads(long writerFingerprint) {
    return writers.containsKey(writerFingerprint);
  }

  /** Encodes one record. */
  public byte[] encode(T value) {
    buffer.reset();
    buffer.writeBytes(header);
    try {
      node.write(value, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return buffer.toByteArray();
  }

  /**
   * Decodes one record of any known version.
   *
   * @throws UndecodableException if the bytes are not such a record, or break a rule of its type
   */
  public T decode(byte[] bytes) {
    if (bytes.length < HEADER || bytes[0] != MARKER[0] || bytes[1] != MARKER[1]) {
      throw new UndecodableException(type, "no Avro single-object header");
    }
    long fingerprint = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
    decoder.read(bytes, HEADER);
    try {
      Decoder in = fingerprint == newest ? decoder : resolving(fingerprint);
      T value = Objects.requireNonNull(type.cast(node.read(in)));
      if (in instanceof ResolvingDecoder r) {
        r.drain();
      }
      if (!decoder.isEnd()) {
        throw new UndecodableException(type, "bytes are left over");
      }
      return value;
    } catch (IOException | RuntimeException e) {
      if (e instanceof UndecodableException u) {
        throw u;
      }
      throw new UndecodableException(type, String.valueOf(e.getMessage()), e);
    }
  }

  private Decoder resolving(long fingerprint) throws IOException {
    Schema writer = writers.get(fingerprint);
    if (writer == null) {
      throw new UndecodableException(
          type, "unknown schema fingerprint " + Long.toHexString(fingerprint));
    }
    return DecoderFactory.get().resolvingDecoder(writer, schema, decoder);
  }

  /** Whether two codecs write the same schema of the same type. */
  @Override
  public boolean equals(Object o) {
    return o instanceof AvroCodec<?> c && c.type == type && Arrays.equals(c.header, header);
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }
}
