package io.millwright.contracts.codec;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.RecordComponent;
import java.util.Objects;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/** A record around one string, such as an asset id, as a plain Avro string. */
final class WrapperNode implements AvroNode {
  private final MethodHandle constructor;
  private final MethodHandle accessor;

  WrapperNode(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    if (components.length != 1 || components[0].getType() != String.class) {
      throw new IllegalArgumentException(type + " is not a record of one string");
    }
    constructor = RecordNode.constructor(type, components);
    accessor = RecordNode.accessor(components[0]);
  }

  @Override
  public void write(@Nullable Object value, Encoder out) throws IOException {
    out.writeString((String) RecordNode.get(accessor, Objects.requireNonNull(value)));
  }

  @Override
  public Object read(Decoder in) throws IOException {
    return RecordNode.make(constructor, new Object[] {in.readString()});
  }
}
