package io.millwright.ingest.template;

/** Where the limits of a template's point come from. */
public enum LimitSource {
  /** Boundaries B/C and C/D of ISO 20816-3:2022, annex A, for the group and support. */
  ISO_20816_3,
  /** Boundaries B/C and C/D of ISO 10816-7:2009 for rotodynamic pumps, category II to 200 kW. */
  ISO_10816_7,
  /** Coolant of 40 °C and the rise of thermal class B (80 K) and F (105 K) of IEC 60034-1. */
  IEC_60034_1,
  /** No standard: a round figure to begin with, to be corrected by who knows the machine. */
  STARTING_VALUE
}
