package io.millwright.models.dataset;

import io.millwright.models.dataset.LineParser.BadLine;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Streams a text data set line by line; blank lines are skipped. One owner thread; close it.
 *
 * <p>{@link #next()} never fails on a bad line: it returns {@link DatasetLine.Bad}. What cannot be
 * skipped, a truncated or corrupt gzip stream, is a {@link MalformedDatasetException} from {@link
 * #hasNext()}.
 *
 * @param <R> what a good line holds
 */
public final class DatasetReader<R> implements Iterator<DatasetLine<R>>, AutoCloseable {
  private final Path file;
  private final BufferedReader text;
  private final List<String> channels;
  private final LineParser<R> parser;
  private long lineNumber;
  private @Nullable String pending;

  DatasetReader(
      Path file, BufferedReader text, long linesRead, List<String> channels, LineParser<R> parser) {
    this.file = file;
    this.text = text;
    this.lineNumber = linesRead;
    this.channels = List.copyOf(channels);
    this.parser = parser;
  }

  public Path file() {
    return file;
  }

  /** Names of the values of a row, in their order. */
  public List<String> channels() {
    return channels;
  }

  @Override
  public boolean hasNext() {
    while (pending == null) {
      String line = readLine(file, text, lineNumber);
      if (line == null) {
        return false;
      }
      lineNumber++;
      if (!line.isBlank()) {
        pending = line;
      }
    }
    return true;
  }

  @Override
  public DatasetLine<R> next() {
    String line = take();
    try {
      return new DatasetLine.Good<>(lineNumber, line, parser.parse(line));
    } catch (BadLine e) {
      return new DatasetLine.Bad<>(lineNumber, line, e.reason());
    }
  }

  /**
   * The next row, strictly.
   *
   * @throws MalformedDatasetException if the line is no row
   */
  public R nextRow() {
    String line = take();
    try {
      return parser.parse(line);
    } catch (BadLine e) {
      throw malformed(e.reason());
    }
  }

  /** An error that names the line read last. */
  MalformedDatasetException malformed(String reason) {
    return new MalformedDatasetException(file, lineNumber, reason);
  }

  private String take() {
    if (!hasNext() || pending == null) {
      throw new NoSuchElementException("end of " + file);
    }
    String line = pending;
    pending = null;
    return line;
  }

  static @Nullable String readLine(Path file, BufferedReader text, long linesRead) {
    try {
      return text.readLine();
    } catch (EOFException | ZipException e) {
      throw new MalformedDatasetException(
          file, linesRead + 1, "the gzip stream is truncated or corrupt (" + e.getMessage() + ")");
    } catch (MalformedInputException e) {
      throw new MalformedDatasetException(file, linesRead + 1, "not text (invalid UTF-8)");
    } catch (IOException e) {
      throw new MalformedDatasetException(file, linesRead + 1, "cannot be read: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    try {
      text.close();
    } catch (IOException e) {
      throw new MalformedDatasetException(file, lineNumber, "cannot be closed: " + e.getMessage());
    }
  }
}
