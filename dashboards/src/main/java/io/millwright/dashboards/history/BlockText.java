package io.millwright.dashboards.history;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Counts of a block as text: 16 bits each, all low bytes and then all high ones, since these are
 * mostly alike, deflated (RFC 1951), in Base64. Cut into parts, because InfluxDB takes fields of
 * text up to 64 KiB.
 */
final class BlockText {
  /** Characters of a part at most. */
  static final int PART = 48_000;

  /** Parts of a block at most, which the tables of the embedded store have columns for. */
  static final int MOST_PARTS = 4;

  /** Counts that fit even where nothing can be deflated: three bytes are four characters. */
  static final int MOST_COUNTS = 65_536;

  private BlockText() {}

  /** Text of the counts. */
  static List<String> parts(short[] counts) {
    if (counts.length > MOST_COUNTS) {
      throw new IllegalArgumentException(
          counts.length + " counts are more than the " + MOST_COUNTS + " that a block may have");
    }
    byte[] planes = new byte[2 * counts.length];
    for (int i = 0; i < counts.length; i++) {
      planes[i] = (byte) counts[i];
      planes[counts.length + i] = (byte) (counts[i] >> 8);
    }
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      deflater.setInput(planes);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream(planes.length);
      byte[] buffer = new byte[8192];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      String text = Base64.getEncoder().withoutPadding().encodeToString(out.toByteArray());
      List<String> parts = new ArrayList<>();
      for (int at = 0; at < text.length(); at += PART) {
        parts.add(text.substring(at, Math.min(text.length(), at + PART)));
      }
      return parts;
    } finally {
      deflater.end();
    }
  }

  /**
   * Inverse of {@link #parts}.
   *
   * @throws HistoryUnavailableException if the text is not of so many counts
   */
  static short[] counts(String text, int count) {
    Inflater inflater = new Inflater(true);
    try {
      // One byte more than Base64 gave: without a zlib header the inflater wants to see the end.
      byte[] deflated = Base64.getDecoder().decode(text);
      inflater.setInput(ByteBuffer.allocate(deflated.length + 1).put(deflated).array());
      byte[] planes = new byte[2 * count];
      int length = 0;
      while (length < planes.length) {
        int more = inflater.inflate(planes, length, planes.length - length);
        if (more == 0) {
          throw unreadable("it ends after " + length + " of " + planes.length + " bytes", null);
        }
        length += more;
      }
      short[] counts = new short[count];
      for (int i = 0; i < count; i++) {
        counts[i] = (short) ((planes[i] & 0xff) | planes[count + i] << 8);
      }
      return counts;
    } catch (DataFormatException | IllegalArgumentException e) {
      throw unreadable(String.valueOf(e.getMessage()), e);
    } finally {
      inflater.end();
    }
  }

  private static HistoryUnavailableException unreadable(String why, @Nullable Exception e) {
    return new HistoryUnavailableException("stored block cannot be read: " + why, e);
  }
}
