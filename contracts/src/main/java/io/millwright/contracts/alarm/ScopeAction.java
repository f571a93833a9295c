package io.millwright.contracts.alarm;

import io.millwright.contracts.asset.AssetId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Suspends or resumes automation for an area or the whole plant: alarms go on, but no case is
 * opened and no work requested by itself.
 *
 * @param id unique; a repeated id is the same action
 * @param scope hierarchy path joined by {@code /}; empty for the whole plant; {@code asset:} and an
 *     id for one asset, as the platform tells what became of an {@link OperatorAction}; the Kafka
 *     key
 * @param suspended whether automation is suspended from now on
 * @param time when
 * @param actor who; never blank
 * @param role in which role
 * @param reason why; never blank
 */
public record ScopeAction(
    String id,
    String scope,
    boolean suspended,
    Instant time,
    String actor,
    String role,
    String reason) {
  private static final String ASSET = "asset:";

  /** The scope that is one asset. */
  public static String ofAsset(AssetId asset) {
    return ASSET + asset;
  }

  /** The plant, and each area that something at a place in the hierarchy is in. */
  public static List<String> scopesAbove(List<String> path) {
    List<String> scopes = new ArrayList<>(path.size() + 1);
    scopes.add("");
    for (int depth = 1; depth <= path.size(); depth++) {
      scopes.add(String.join("/", path.subList(0, depth)));
    }
    return scopes;
  }

  public ScopeAction {
    if (id.isBlank() || actor.isBlank() || reason.isBlank()) {
      throw new IllegalArgumentException("a scope action needs an id, an actor and a reason");
    }
  }
}
