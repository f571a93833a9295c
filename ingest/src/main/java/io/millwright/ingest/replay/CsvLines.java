package io.millwright.ingest.replay;

import io.millwright.ingest.SourceException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The lines of a text file, plain or gzipped, as bytes in a buffer that the next line overwrites.
 * One owner.
 */
final class CsvLines implements AutoCloseable {
  private static final int CHUNK_BYTES = 1 << 16;

  /** A line this long is no row of a table. */
  private static final int MAX_LINE_BYTES = 16 << 20;

  private final Path file;
  private final InputStream in;
  private byte[] buffer = new byte[2 * CHUNK_BYTES];
  private int start;
  private int end;
  private int following;
  private int filled;
  private boolean exhausted;
  private long lineNumber;

  private CsvLines(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /**
   * @throws SourceException if the file cannot be opened
   */
  static CsvLines open(Path file) {
    if (!Files.exists(file)) {
      throw new SourceException(file + ": no such file");
    }
    try {
      InputStream raw = new BufferedInputStream(Files.newInputStream(file), CHUNK_BYTES);
      raw.mark(2);
      boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b; // RFC 1952, 2.3.1
      raw.reset();
      return new CsvLines(file, gzip ? new GZIPInputStream(raw, CHUNK_BYTES) : raw);
    } catch (EOFException | ZipException e) {
      throw new SourceException(file + ": the gzip stream is truncated or corrupt", e);
    } catch (IOException e) {
      throw new SourceException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Goes to the next line; false at the end.
   *
   * @throws SourceException where the file breaks; the lines before it have been returned. A last
   *     line that the break cuts is not returned, for its values may be cut too.
   */
  boolean next() {
    int from = following;
    int scanned = from;
    while (true) {
      for (int i = scanned; i < filled; i++) {
        if (buffer[i] == '\n') {
          return line(from, i, i + 1);
        }
      }
      if (exhausted) {
        return from < filled && line(from, filled, filled);
      }
      scanned = filled - from;
      System.arraycopy(buffer, from, buffer, 0, filled - from);
      filled -= from;
      from = 0;
      fill();
    }
  }

  private boolean line(int from, int to, int after) {
    start = from;
    end = to > from && buffer[to - 1] == '\r' ? to - 1 : to;
    following = after;
    lineNumber++;
    return true;
  }

  private void fill() {
    if (filled == buffer.length) {
      if (buffer.length >= MAX_LINE_BYTES) {
        throw new SourceException(
            file + ", line " + (lineNumber + 1) + ": is longer than any row; is it a CSV file?");
      }
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    try {
      int read = in.read(buffer, filled, buffer.length - filled);
      exhausted = read < 0;
      filled += Math.max(read, 0);
    } catch (EOFException | ZipException e) {
      throw new SourceException(
          file
              + ", line "
              + (lineNumber + 1)
              + ": the gzip stream is truncated or corrupt; the lines before it were played",
          e);
    } catch (IOException e) {
      throw new SourceException(
          file + ", line " + (lineNumber + 1) + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Bytes that hold the line from {@link #start()} to {@link #end()}; of others' until next. */
  byte[] buffer() {
    return buffer;
  }

  int start() {
    return start;
  }

  /** Without the line end. */
  int end() {
    return end;
  }

  long lineNumber() {
    return lineNumber;
  }

  /** A copy of the line. */
  byte[] bytes() {
    return Arrays.copyOfRange(buffer, start, end);
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new SourceException(file + ": cannot be closed: " + e.getMessage(), e);
    }
  }
}
