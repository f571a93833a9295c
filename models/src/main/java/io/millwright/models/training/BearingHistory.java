package io.millwright.models.training;

import io.millwright.models.prognosis.bearing.BearingJudgement;
import io.millwright.models.prognosis.bearing.BearingLife;
import java.util.List;

/**
 * The features of a bearing's life, snapshot by snapshot.
 *
 * @param name of the record
 * @param channels directions
 * @param elapsedSeconds of each snapshot since the first one, ascending
 * @param features of each snapshot, channel after channel; owned, not copied
 * @param endSeconds when the bearing failed, since the first snapshot; NaN if it is not known
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of vectors
public record BearingHistory(
    String name, int channels, double[] elapsedSeconds, float[][] features, double endSeconds) {
  public BearingHistory {
    if (elapsedSeconds.length == 0 || elapsedSeconds.length != features.length) {
      throw new IllegalArgumentException(
          name + " has " + elapsedSeconds.length + " times for " + features.length + " snapshots");
    }
  }

  public int snapshots() {
    return features.length;
  }

  /** Feeds the first snapshots to a life and gives what it thinks of each. */
  public List<BearingJudgement> replay(BearingLife life, int snapshots) {
    BearingJudgement[] judgements = new BearingJudgement[snapshots];
    for (int i = 0; i < snapshots; i++) {
      judgements[i] = life.update(elapsedSeconds[i], features[i]);
    }
    return List.of(judgements);
  }
}
