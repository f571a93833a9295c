package io.millwright.standalone.cli;

/** Data sets of machines that ran to failure; the names are as written on the command line. */
enum LifeFormat {
  /** Turbofan engines, a file each for training, test and truth. */
  cmapss,

  /** Rolling bearings, a folder each for training and test. */
  femto
}
