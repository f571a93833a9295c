package io.millwright.standalone;

import io.millwright.standalone.cli.CommandLineProgram;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The program {@code millwright}. */
public final class StandaloneMain {
  private StandaloneMain() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    PrintStream out = stream(FileDescriptor.out);
    PrintStream err = stream(FileDescriptor.err);
    // A library that prints must not spoil a result that another program reads.
    System.setOut(err);
    System.exit(CommandLineProgram.run(out, err, arguments));
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
