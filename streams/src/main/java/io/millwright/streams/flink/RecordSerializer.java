package io.millwright.streams.flink;

import io.millwright.contracts.codec.AvroCodec;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * A contract record as its length and its Avro single-object encoding. Every record carries the
 * fingerprint of the schema that wrote it, so that state of any known contract version is read
 * without migration.
 *
 * @param <T> the record type
 */
public final class RecordSerializer<T extends Record> extends ValueSerializer<T> {
  private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private transient @Nullable AvroCodec<T> codec; // reuses buffers: one per serializer instance

  /** A serializer of a type that has an Avro schema. */
  public RecordSerializer(Class<T> type) {
    this.type = type;
  }

  private AvroCodec<T> codec() {
    AvroCodec<T> made = codec;
    if (made == null) {
      made = AvroCodec.of(type);
      codec = made;
    }
    return made;
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return new RecordSerializer<>(type);
  }

  @Override
  public void serialize(T value, DataOutputView out) throws IOException {
    byte[] bytes = codec().encode(value);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  @Override
  public T deserialize(DataInputView in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return codec().decode(bytes);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    out.writeInt(bytes.length);
    out.write(bytes); // write(in, length) does not grow Flink's DataOutputSerializer
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new Schema<>(type);
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof RecordSerializer<?> r && r.type == type;
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }

  /**
   * What a savepoint remembers: the record type and the fingerprint of its schema.
   *
   * @param <T> the record type
   */
  public static final class Schema<T extends Record> implements TypeSerializerSnapshot<T> {
    private @Nullable Class<T> type;
    private long fingerprint;

    /** Used by Flink; {@link #readSnapshot} fills it. */
    public Schema() {}

    Schema(Class<T> type) {
      this.type = type;
      this.fingerprint = AvroCodec.of(type).fingerprint();
    }

    private Class<T> type() {
      Class<T> known = type;
      if (known == null) {
        throw new IllegalStateException("snapshot was not read");
      }
      return known;
    }

    @Override
    public int getCurrentVersion() {
      return 1;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
      out.writeUTF(type().getName());
      out.writeLong(fingerprint);
    }

    @Override
    @SuppressWarnings("unchecked") // checked to be a record
    public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
      String name = in.readUTF();
      fingerprint = in.readLong();
      try {
        type = (Class<T>) Class.forName(name, false, loader).asSubclass(Record.class);
      } catch (ClassNotFoundException e) {
        throw new IOException("state holds " + name + ", which this version does not have", e);
      }
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
      return new RecordSerializer<>(type());
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
        TypeSerializerSnapshot<T> old) {
      return old instanceof Schema<T> s
              && s.type() == type()
              && AvroCodec.of(type()).reads(s.fingerprint)
          ? TypeSerializerSchemaCompatibility.compatibleAsIs()
          : TypeSerializerSchemaCompatibility.incompatible();
    }
  }
}
