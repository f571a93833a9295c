package io.millwright.ingest.replay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a line into cells (RFC 4180, without line breaks inside quotes), blanks around them left
 * out. Reused for every line; one owner.
 */
final class CsvCells {
  private static final byte QUOTE = '"';

  private final byte separator;
  private byte[] bytes = {};
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private int count;

  CsvCells(byte separator) {
    this.separator = separator;
  }

  /** Cuts the present line; returns the number of cells, or -1 if a quote is not closed. */
  int split(CsvLines line) {
    bytes = line.buffer();
    count = 0;
    int at = line.start();
    int end = line.end();
    while (true) {
      while (at < end && bytes[at] == ' ') {
        at++;
      }
      int close;
      if (at < end && bytes[at] == QUOTE) {
        close = closingQuote(at + 1, end);
        if (close < 0) {
          return -1;
        }
        add(at + 1, close);
        close++;
        while (close < end && bytes[close] != separator) {
          close++;
        }
      } else {
        close = at;
        while (close < end && bytes[close] != separator) {
          close++;
        }
        int last = close;
        while (last > at && bytes[last - 1] == ' ') {
          last--;
        }
        add(at, last);
      }
      if (close >= end) {
        return count;
      }
      at = close + 1;
    }
  }

  private int closingQuote(int from, int end) {
    for (int i = from; i < end; i++) {
      if (bytes[i] == QUOTE) {
        if (i + 1 < end && bytes[i + 1] == QUOTE) {
          i++;
        } else {
          return i;
        }
      }
    }
    return -1;
  }

  private void add(int start, int end) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    starts[count] = start;
    ends[count++] = end;
  }

  /** The present line as names of columns; a byte order mark is left out. */
  List<String> header(CsvLines line) {
    int cells = Math.max(split(line), 0);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < cells; i++) {
      String name = text(i);
      names.add(i == 0 && name.startsWith("\uFEFF") ? name.substring(1) : name);
    }
    return List.copyOf(names);
  }

  byte[] bytes() {
    return bytes;
  }

  int start(int cell) {
    return starts[cell];
  }

  int end(int cell) {
    return ends[cell];
  }

  boolean isEmpty(int cell) {
    return starts[cell] == ends[cell];
  }

  String text(int cell) {
    String text =
        new String(bytes, starts[cell], ends[cell] - starts[cell], StandardCharsets.UTF_8);
    return text.indexOf('"') < 0 ? text : text.replace("\"\"", "\"");
  }
}
