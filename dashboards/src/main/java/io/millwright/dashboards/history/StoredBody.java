package io.millwright.dashboards.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.millwright.contracts.codec.CloudEventCodec;

/** The JSON body in which alarms, cases and orders are kept whole. */
final class StoredBody {
  private StoredBody() {}

  static <T> T read(String body, Class<T> type) {
    try {
      return CloudEventCodec.JSON.readValue(body, type);
    } catch (JsonProcessingException e) {
      throw new HistoryUnavailableException(
          "stored " + type.getSimpleName() + " cannot be read: " + body, e);
    }
  }
}
