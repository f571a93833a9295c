package io.millwright.standalone.cli;

/** Data sets of labelled bearings; the names are as written on the command line. */
enum DiagnosisFormat {
  /** Motor bearings with seeded faults, a folder of records. */
  cwru
}
