package io.millwright.standalone.cli;

/** Data sets of machines that ran to failure. */
enum LifeFormat {
  cmapss // as written on the command line
}
