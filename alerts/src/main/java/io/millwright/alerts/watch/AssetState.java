package io.millwright.alerts.watch;

/**
 * Everything that is remembered of an asset.
 *
 * @param progress what changes with every record
 * @param book what changes with decisions
 */
public record AssetState(Progress progress, AssetBook book) {
  /** Of an asset never heard of. */
  public static final AssetState NEW = new AssetState(Progress.NONE, AssetBook.EMPTY);
}
