package io.millwright.ingest;

/**
 * Where a record stands in its source. Two records of a source that go to the same topic never
 * share a position, and a source read again gives every record the same position.
 *
 * @param file name of the file or stream
 * @param line 1-based line, or ordinal within the stream
 */
public record SourcePosition(String file, long line) {
  public SourcePosition {
    if (file.isBlank() || line < 0 || line > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("no source position: " + file + "#" + line);
    }
  }

  /** {@code file#line}, as the Kafka header {@code source} carries it. */
  @Override
  public String toString() {
    return file + "#" + line;
  }
}
