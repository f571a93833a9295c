package io.millwright.contracts.codec;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads one Java type as one Avro schema. Built once per codec; the tree mirrors the
 * schema.
 */
interface AvroNode {
  void write(@Nullable Object value, Encoder out) throws IOException;

  @Nullable Object read(Decoder in) throws IOException;

  /** The node for a schema and the Java type that stands for it; fails if the two do not fit. */
  static AvroNode of(Schema schema, Type type) {
    Class<?> raw =
        type instanceof ParameterizedType p ? (Class<?>) p.getRawType() : (Class<?>) type;
    return switch (schema.getType()) {
      case UNION -> new NullableNode(of(schema.getTypes().get(1), type));
      case RECORD -> new RecordNode(schema, raw);
      case ENUM -> new EnumNode(schema, raw);
      case ARRAY ->
          raw.isArray()
              ? primitiveArray(schema, raw)
              : new ListNode(of(schema.getElementType(), argument(type, 0)));
      case MAP -> new MapNode(of(schema.getValueType(), argument(type, 1)));
      default -> leaf(schema, raw);
    };
  }

  private static Type argument(Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }

  private static AvroNode primitiveArray(Schema schema, Class<?> raw) {
    if (raw == double[].class && schema.getElementType().getType() == Schema.Type.DOUBLE) {
      return new DoublesNode();
    }
    if (raw == float[].class && schema.getElementType().getType() == Schema.Type.FLOAT) {
      return new FloatsNode();
    }
    throw misfit(schema, raw);
  }

  private static AvroNode leaf(Schema schema, Class<?> raw) {
    Schema.Type t = schema.getType();
    if (t == Schema.Type.STRING && raw == String.class) {
      return new Leaf((v, out) -> out.writeString((String) v), Decoder::readString);
    }
    if (t == Schema.Type.STRING && raw.isRecord()) {
      return new WrapperNode(raw);
    }
    if (t == Schema.Type.LONG && raw == Instant.class) {
      return new Leaf((v, out) -> out.writeLong(micros((Instant) v)), in -> instant(in.readLong()));
    }
    if (t == Schema.Type.LONG && raw == Duration.class) {
      return new Leaf(
          (v, out) -> out.writeLong(((Duration) v).toMillis()),
          in -> Duration.ofMillis(in.readLong()));
    }
    if (t == Schema.Type.LONG && raw == long.class) {
      return new Leaf((v, out) -> out.writeLong((Long) v), Decoder::readLong);
    }
    if (t == Schema.Type.INT && (raw == int.class || raw == Integer.class)) {
      return new Leaf((v, out) -> out.writeInt((Integer) v), Decoder::readInt);
    }
    if (t == Schema.Type.DOUBLE && (raw == double.class || raw == Double.class)) {
      return new Leaf((v, out) -> out.writeDouble((Double) v), Decoder::readDouble);
    }
    if (t == Schema.Type.BOOLEAN && raw == boolean.class) {
      return new Leaf((v, out) -> out.writeBoolean((Boolean) v), Decoder::readBoolean);
    }
    if (t == Schema.Type.BYTES && raw == byte[].class) {
      return new Leaf((v, out) -> out.writeBytes((byte[]) v), AvroNode::bytes);
    }
    throw misfit(schema, raw);
  }

  private static byte[] bytes(Decoder in) throws IOException {
    ByteBuffer read = in.readBytes(null);
    byte[] copy = new byte[read.remaining()];
    read.get(copy);
    return copy;
  }

  private static long micros(Instant t) {
    return Math.addExact(Math.multiplyExact(t.getEpochSecond(), 1_000_000L), t.getNano() / 1000L);
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000L);
  }

  private static IllegalArgumentException misfit(Schema schema, Class<?> raw) {
    return new IllegalArgumentException("schema " + schema + " does not fit " + raw.getName());
  }

  /** A value without parts. */
  record Leaf(Writer writer, Reader reader) implements AvroNode {
    interface Writer {
      void write(Object value, Encoder out) throws IOException;
    }

    interface Reader {
      Object read(Decoder in) throws IOException;
    }

    @Override
    public void write(@Nullable Object value, Encoder out) throws IOException {
      if (value == null) {
        throw new IllegalArgumentException("null where the schema allows none");
      }
      writer.write(value, out);
    }

    @Override
    public Object read(Decoder in) throws IOException {
      return reader.read(in);
    }
  }

  /** The union of null and something. */
  record NullableNode(AvroNode some) implements AvroNode {
    @Override
    public void write(@Nullable Object value, Encoder out) throws IOException {
      out.writeIndex(value == null ? 0 : 1);
      if (value != null) {
        some.write(value, out);
      }
    }

    @Override
    public @Nullable Object read(Decoder in) throws IOException {
      if (in.readIndex() == 0) {
        in.readNull();
        return null;
      }
      return some.read(in);
    }
  }

  /** An enum; the reader's order decides, so symbols are matched by name once. */
  final class EnumNode implements AvroNode {
    private final Object[] bySymbol;
    private final Map<Object, Integer> ordinals = new HashMap<>();

    EnumNode(Schema schema, Class<?> raw) {
      List<String> symbols = schema.getEnumSymbols();
      bySymbol = new Object[symbols.size()];
      Object[] constants = raw.getEnumConstants();
      if (constants == null || constants.length != symbols.size()) {
        throw misfit(schema, raw);
      }
      for (Object constant : constants) {
        int i = symbols.indexOf(((Enum<?>) constant).name());
        if (i < 0) {
          throw misfit(schema, raw);
        }
        bySymbol[i] = constant;
        ordinals.put(constant, i);
      }
    }

    @Override
    public void write(@Nullable Object value, Encoder out) throws IOException {
      Integer i = ordinals.get(value);
      if (i == null) {
        throw new IllegalArgumentException("no symbol for " + value);
      }
      out.writeEnum(i);
    }

    @Override
    public Object read(Decoder in) throws IOException {
      int i = in.readEnum();
      if (i < 0 || i >= bySymbol.length) {
        throw new IOException("enum index " + i);
      }
      return bySymbol[i];
    }
  }

  /** A list. */
  record ListNode(AvroNode element) implements AvroNode {
    @Override
    public void write(@Nullable Object value, Encoder out) throws IOException {
      List<?> list = (List<?>) Objects.requireNonNull(value);
      out.writeArrayStart();
      out.setItemCount(list.size());
      for (Object e : list) {
        out.startItem();
        element.write(e, out);
      }
      out.writeArrayEnd();
    }

    @Override
    public Object read(Decoder in) throws IOException {
      List<@Nullable Object> list = new ArrayList<>();
      for (long n = in.readArrayStart(); n != 0; n = in.arrayNext()) {
        for (long i = 0; i < n; i++) {
          list.add(element.read(in));
        }
      }
      return list;
    }
  }

  /** A map with string keys, written in key order so that equal values have equal bytes. */
  record MapNode(AvroNode element) implements AvroNode {
    @Override
    public void write(@Nullable Object value, Encoder out) throws IOException {
      Map<?, ?> map = (Map<?, ?>) Objects.requireNonNull(value);
      Map<String, Object> ordered = new TreeMap<>();
      map.forEach((k, v) -> ordered.put((String) k, v));
      out.writeMapStart();
      out.setItemCount(ordered.size());
      for (Map.Entry<String, Object> e : ordered.entrySet()) {
        out.startItem();
        out.writeString(e.getKey());
        element.write(e.getValue(), out);
      }
      out.writeMapEnd();
    }

    @Override
    public Object read(Decoder in) throws IOException {
      Map<String, @Nullable Object> map = new HashMap<>();
      for (long n = in.readMapStart(); n != 0; n = in.mapNext()) {
        for (long i = 0; i < n; i++) {
          map.put(in.readString(), element.read(in));
        }
      }
      return map;
    }
  }

  /** {@code double[]}: the hot path of scans. */
  final class DoublesNode implements AvroNode {
    @Override
    public void write(@Nullable Object value, Encoder out) throws IOException {
      double[] values = (double[]) Objects.requireNonNull(value);
      out.writeArrayStart();
      out.setItemCount(values.length);
      for (double v : values) {
        out.startItem();
        out.writeDouble(v);
      }
      out.writeArrayEnd();
    }

    @Override
    public Object read(Decoder in) throws IOException {
      double[] values = new double[0];
      int filled = 0;
      for (long n = in.readArrayStart(); n != 0; n = in.arrayNext()) {
        values = (double[]) grown(values, double.class, n);
        for (long i = 0; i < n; i++) {
          values[filled++] = in.readDouble();
        }
      }
      return values;
    }
  }

  /** {@code float[]}. */
  final class FloatsNode implements AvroNode {
    @Override
    public void write(@Nullable Object value, Encoder out) throws IOException {
      float[] values = (float[]) Objects.requireNonNull(value);
      out.writeArrayStart();
      out.setItemCount(values.length);
      for (float v : values) {
        out.startItem();
        out.writeFloat(v);
      }
      out.writeArrayEnd();
    }

    @Override
    public Object read(Decoder in) throws IOException {
      float[] values = new float[0];
      int filled = 0;
      for (long n = in.readArrayStart(); n != 0; n = in.arrayNext()) {
        values = (float[]) grown(values, float.class, n);
        for (long i = 0; i < n; i++) {
          values[filled++] = in.readFloat();
        }
      }
      return values;
    }
  }

  /**
   * A block count comes from the wire: refuse sizes that no record of ours has before allocating
   * for them.
   */
  private static Object grown(Object values, Class<?> component, long more) throws IOException {
    int length = Array.getLength(values);
    if (more < 0 || length + more > 1 << 20) {
      throw new IOException("array of " + (length + more) + " elements");
    }
    if (length == 0) {
      return Array.newInstance(component, (int) more);
    }
    Object bigger = Array.newInstance(component, length + (int) more);
    System.arraycopy(values, 0, bigger, 0, length);
    return bigger;
  }
}
