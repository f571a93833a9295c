/**
 * The command line {@code millwright}. Exit codes: 0 done, 1 failed while running, 2 wrong use or
 * input; errors are one line on the error stream. Entry: {@link
 * io.millwright.standalone.cli.CommandLineProgram}.
 */
@NullMarked
package io.millwright.standalone.cli;

import org.jspecify.annotations.NullMarked;
