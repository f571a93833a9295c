package io.millwright.models.prognosis;

/** What a life is counted in. */
public enum LifeUnit {
  CYCLES("{cycles}"),
  HOURS("h");

  private final String ucum;

  LifeUnit(String ucum) {
    this.ucum = ucum;
  }

  /** The unit's UCUM code. */
  public String ucum() {
    return ucum;
  }
}
