package io.millwright.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What a JSON value of today no longer says of what an older one said; more is no loss. */
public final class Loss {
  private Loss() {}

  /** Pointers to the values of {@code before} that {@code now} lacks or says otherwise. */
  public static List<String> between(JsonNode before, JsonNode now) {
    List<String> lost = new ArrayList<>();
    compare("", before, now, lost);
    return lost;
  }

  private static void compare(String path, JsonNode before, JsonNode now, List<String> lost) {
    if (before.isObject() && now.isObject()) {
      before
          .fields()
          .forEachRemaining(
              f -> compare(path + "/" + f.getKey(), f.getValue(), now.path(f.getKey()), lost));
    } else if (before.isArray() && now.isArray() && before.size() == now.size()) {
      for (int i = 0; i < before.size(); i++) {
        compare(path + "/" + i, before.get(i), now.get(i), lost);
      }
    } else if (!before.equals(now)) {
      lost.add(path + ": " + before + " became " + now);
    }
  }
}
