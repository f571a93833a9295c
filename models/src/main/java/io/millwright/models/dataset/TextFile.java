package io.millwright.models.dataset;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Opens files that may be gzipped; the first two bytes decide, not the name. */
final class TextFile {
  private static final int BUFFER_BYTES = 1 << 16;

  private TextFile() {}

  /**
   * @throws MalformedDatasetException if the file is missing, a directory, unreadable or empty
   */
  static BufferedReader open(Path file) {
    InputStream bytes = openBytes(file);
    return new BufferedReader(
        new InputStreamReader(
            bytes,
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)),
        BUFFER_BYTES);
  }

  /**
   * The bytes of a file, uncompressed if it is gzipped.
   *
   * @throws MalformedDatasetException if the file is missing, a directory, unreadable or empty
   */
  static InputStream openBytes(Path file) {
    if (!Files.exists(file)) {
      throw new MalformedDatasetException(file, 0, "no such file");
    }
    if (Files.isDirectory(file)) {
      throw new MalformedDatasetException(file, 0, "is a directory, a file is needed");
    }
    try {
      BufferedInputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
      try {
        return uncompressed(file, raw);
      } catch (IOException | RuntimeException e) {
        raw.close();
        throw e;
      }
    } catch (IOException e) {
      throw new MalformedDatasetException(file, 0, "cannot be opened: " + e.getMessage());
    }
  }

  private static InputStream uncompressed(Path file, BufferedInputStream raw) throws IOException {
    raw.mark(2);
    int first = raw.read();
    int second = raw.read();
    raw.reset();
    if (first < 0) {
      throw new MalformedDatasetException(file, 0, "is empty");
    }
    boolean gzip =
        first == (GZIPInputStream.GZIP_MAGIC & 0xff) && second == (GZIPInputStream.GZIP_MAGIC >> 8);
    if (!gzip) {
      return raw;
    }
    try {
      return new GZIPInputStream(raw, BUFFER_BYTES);
    } catch (IOException e) {
      throw new MalformedDatasetException(
          file, 0, "the gzip stream is truncated or corrupt (" + e.getMessage() + ")");
    }
  }
}
