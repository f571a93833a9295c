package io.millwright.dashboards.history;

/** Where a store keeps the tiers of the history. */
interface Placement {
  /** Bucket that the tier is written to. */
  String bucket(Tier tier);

  /** What a measurement of {@link HistoryLayout} is called there. */
  String measurement(Tier tier, String measurement);

  /** InfluxDB: a bucket a tier, named as its DBRP mapping expects: {@code database/policy}. */
  static Placement buckets(String database) {
    return new Placement() {
      @Override
      public String bucket(Tier tier) {
        return tier == Tier.RAW ? database : database + "/" + tier.label();
      }

      @Override
      public String measurement(Tier tier, String measurement) {
        return measurement;
      }
    };
  }

  /** QuestDB: a table a measurement and tier; it does not look at buckets. */
  static Placement tables() {
    return new Placement() {
      @Override
      public String bucket(Tier tier) {
        return "millwright";
      }

      @Override
      public String measurement(Tier tier, String measurement) {
        return tier.step().isZero() ? measurement : measurement + "_" + tier.label();
      }
    };
  }
}
