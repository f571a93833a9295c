package io.millwright.alerts.watch;

/** Why a record led to no decision at all. */
public enum Ignored {
  /** Its time, or its id, was heard before: the first wins. */
  REPEATED,
  /** Its origin may not raise anything in this run. */
  BARRED_ORIGIN,
  /** It is dated later than it came: taken, it would make the asset deaf to all until then. */
  AHEAD,
  /** It is older than the answer of people that began a new life. */
  BEFORE_ANSWER,
  /** A scan that does not follow the declared list of points. */
  OTHER_CHANNELS,
  /** A scan of an asset that is not declared: it has no limits to judge by. */
  UNDECLARED,
  /** It means nothing here: an event of another kind, a scan of an asset without limits. */
  NO_CONCERN
}
