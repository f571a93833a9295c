package io.millwright.alerts.cmms.atlas;

import java.util.regex.Pattern;

/** Text as it comes back from Atlas, which strips tags and stores entities. */
final class AtlasText {
  private static final Pattern TAGS_AND_ENTITIES = Pattern.compile("<[^>]*>|&[a-z]+;");
  private static final Pattern SPECIAL = Pattern.compile("[<>&\\s\\u00a0]+");

  private AtlasText() {}

  /** What stays the same on the way there and back; only for comparison. */
  static String plain(String text) {
    return SPECIAL.matcher(TAGS_AND_ENTITIES.matcher(text).replaceAll("")).replaceAll("");
  }
}
