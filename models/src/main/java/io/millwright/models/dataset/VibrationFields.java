package io.millwright.models.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import io.millwright.models.dataset.VibrationHeader.Channel;
import io.millwright.models.dataset.VibrationHeader.Complaint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes the fields of a vibration record's header, strictly. */
record VibrationFields(JsonNode json, Complaint complaint) {
  String text(String key) {
    JsonNode value = json.path(key);
    if (!value.isTextual() || value.asText().isBlank()) {
      throw complaint.of(found(key, value) + ", a text is needed");
    }
    return value.asText();
  }

  double positive(String key, double most) {
    JsonNode value = json.path(key);
    if (!value.isNumber() || !(value.asDouble() > 0 && value.asDouble() <= most)) {
      throw complaint.of(found(key, value) + ", a number above 0 is needed");
    }
    return value.asDouble();
  }

  String accelerationUnit() {
    String unit = text("unit");
    if (!unit.equals("g") && !unit.equals("m/s2")) {
      throw complaint.of("'unit' is '" + unit + "'; known are 'g' and 'm/s2'");
    }
    return unit;
  }

  List<Channel> channels() {
    JsonNode list = json.path("channels");
    if (!list.isArray() || list.isEmpty()) {
      throw complaint.of("'channels' names no channel");
    }
    List<Channel> channels = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode entry : list) {
      VibrationFields channel = new VibrationFields(entry, complaint);
      String name = channel.text("name");
      if (!names.add(name)) {
        throw complaint.of("'channels' names '" + name + "' twice");
      }
      channels.add(new Channel(name, channel.positive("scale", Double.MAX_VALUE)));
    }
    return channels;
  }

  /** Of the whole record, a channel: {@code samples}, or {@code snapshots} blocks; 0 = unsaid. */
  long samples(int blockSamples) {
    if (json.hasNonNull("samples")) {
      return (long) positive("samples", 1e15);
    }
    return json.hasNonNull("snapshots") ? (long) positive("snapshots", 1e9) * blockSamples : 0;
  }

  int sampleBytes() {
    String encoding = text("encoding");
    if (encoding.startsWith("int16")) {
      return 2;
    }
    if (encoding.startsWith("int24")) {
      return 3;
    }
    throw complaint.of("'encoding' is '" + encoding + "'; known are int16 and int24");
  }

  Map<String, String> scalars() {
    Map<String, String> scalars = new LinkedHashMap<>();
    json.fields()
        .forEachRemaining(
            field -> {
              if (field.getValue().isValueNode() && !field.getValue().isNull()) {
                scalars.put(field.getKey(), field.getValue().asText());
              }
            });
    return scalars;
  }

  private static String found(String key, JsonNode value) {
    return value.isMissingNode() ? "has no '" + key + "'" : "'" + key + "' is " + value;
  }
}
