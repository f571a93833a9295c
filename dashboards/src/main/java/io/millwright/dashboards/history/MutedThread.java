package io.millwright.dashboards.history;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * While open, what the opening thread prints to the console is dropped; other threads print as
 * before. QuestDB greets and takes leave with plain {@code println}, which no setting turns off,
 * and standard output may belong to a machine reader.
 */
final class MutedThread implements AutoCloseable {
  private final Thread muted = Thread.currentThread();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final PrintStream filteredOut = filter(out);
  private final PrintStream filteredErr = filter(err);
  // Whoever took hold of a filtered stream meanwhile keeps it: it must let all through later.
  private volatile boolean open = true;

  MutedThread() {
    System.setOut(filteredOut);
    System.setErr(filteredErr);
  }

  @Override
  public void close() {
    open = false;
    if (System.out == filteredOut) {
      System.setOut(out);
    }
    if (System.err == filteredErr) {
      System.setErr(err);
    }
  }

  private PrintStream filter(PrintStream target) {
    OutputStream stream =
        new OutputStream() {
          @Override
          public void write(int b) {
            if (!open || Thread.currentThread() != muted) {
              target.write(b);
            }
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            if (!open || Thread.currentThread() != muted) {
              target.write(bytes, offset, length);
            }
          }

          @Override
          public void flush() {
            target.flush();
          }
        };
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }
}
