package io.millwright.contracts.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.millwright.contracts.asset.AssetId;
import java.io.IOException;

/** An asset id is a plain string in JSON. */
final class AssetIdJson {
  private AssetIdJson() {}

  static final class Writer extends StdScalarSerializer<AssetId> {
    private static final long serialVersionUID = 1L;

    Writer() {
      super(AssetId.class);
    }

    @Override
    public void serialize(AssetId value, JsonGenerator out, SerializerProvider context)
        throws IOException {
      out.writeString(value.value());
    }
  }

  static final class Reader extends StdScalarDeserializer<AssetId> {
    private static final long serialVersionUID = 1L;

    Reader() {
      super(AssetId.class);
    }

    @Override
    public AssetId deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return new AssetId(in.getValueAsString());
    }
  }
}
