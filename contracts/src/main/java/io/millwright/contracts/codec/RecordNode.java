package io.millwright.contracts.codec;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.ResolvingDecoder;
import org.jspecify.annotations.Nullable;

/** A Java record as an Avro record: components and fields are matched by name. */
final class RecordNode implements AvroNode {
  private final MethodHandle constructor;
  private final MethodHandle[] accessors;
  private final AvroNode[] nodes;

  /** Position of a schema field among the constructor's parameters. */
  private final int[] parameter;

  RecordNode(Schema schema, Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    List<Schema.Field> fields = schema.getFields();
    if (components == null || components.length != fields.size()) {
      throw new IllegalArgumentException(type.getName() + " and its schema differ in fields");
    }
    Map<String, Integer> index = new HashMap<>();
    for (int i = 0; i < components.length; i++) {
      index.put(components[i].getName(), i);
    }
    accessors = new MethodHandle[fields.size()];
    nodes = new AvroNode[fields.size()];
    parameter = new int[fields.size()];
    for (Schema.Field field : fields) {
      Integer at = index.get(field.name());
      if (at == null) {
        throw new IllegalArgumentException(type.getName() + " has no component " + field.name());
      }
      RecordComponent component = components[at];
      parameter[field.pos()] = at;
      nodes[field.pos()] = AvroNode.of(field.schema(), component.getGenericType());
      accessors[field.pos()] = accessor(component);
    }
    constructor = constructor(type, components);
  }

  static MethodHandle accessor(RecordComponent component) {
    try {
      return MethodHandles.lookup()
          .unreflect(component.getAccessor())
          .asType(MethodType.methodType(Object.class, Object.class));
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(component + " is not public", e);
    }
  }

  static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
    Class<?>[] parameters =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      MethodHandle constructor =
          MethodHandles.lookup().unreflectConstructor(type.getDeclaredConstructor(parameters));
      return constructor
          .asType(constructor.type().generic())
          .asSpreader(Object[].class, parameters.length);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type + " has no public canonical constructor", e);
    }
  }

  @Override
  public void write(@Nullable Object value, Encoder out) throws IOException {
    if (value == null) {
      throw new IllegalArgumentException("null where the schema allows none");
    }
    for (int i = 0; i < nodes.length; i++) {
      nodes[i].write(get(accessors[i], value), out);
    }
  }

  @Override
  public Object read(Decoder in) throws IOException {
    @Nullable Object[] arguments = new @Nullable Object[nodes.length];
    if (in instanceof ResolvingDecoder resolving) {
      for (Schema.Field field : resolving.readFieldOrder()) {
        arguments[parameter[field.pos()]] = nodes[field.pos()].read(in);
      }
    } else {
      for (int i = 0; i < nodes.length; i++) {
        arguments[parameter[i]] = nodes[i].read(in);
      }
    }
    return make(constructor, arguments);
  }

  static @Nullable Object get(MethodHandle accessor, Object value) {
    try {
      return (Object) accessor.invokeExact(value);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  static Object make(MethodHandle constructor, @Nullable Object[] arguments) {
    try {
      return (Object) constructor.invokeExact(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
