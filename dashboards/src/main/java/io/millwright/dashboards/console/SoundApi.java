package io.millwright.dashboards.console;

import io.javalin.http.Context;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.ChannelContribution;
import io.millwright.dashboards.console.Operation.Parameter;
import io.millwright.dashboards.history.BlockSeries;
import io.millwright.dashboards.history.HistoryStore;
import io.millwright.dashboards.history.SignalBlock;
import io.millwright.dashboards.history.TimeRange;
import io.millwright.dashboards.signals.MelPicture;
import io.millwright.models.signal.LogMelSpectrogram;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sound that history keeps, as people look at it. */
final class SoundApi implements Api {
  private static final Pattern BAND = Pattern.compile("band(\\d\\d)\\.(db|fluctuation)");

  private final Supplier<FleetSnapshot> fleet;
  private final HistoryStore history;

  SoundApi(Supplier<FleetSnapshot> fleet, HistoryStore history) {
    this.fleet = fleet;
    this.history = history;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.one(
                "/api/v1/signals/mel",
                "Log-mel levels of sound over time, with the bands that explain an anomaly",
                Mel.class,
                this::mel)
            .with(Parameter.ASSET, KeptSeries.POINT, Parameter.CHANNEL)
            .with(Parameter.RANGE)
            .with(
                new Parameter(
                    "blocks",
                    Integer.class,
                    false,
                    "most blocks, 1 to 240, each a column; 120; of a single one all columns")));
  }

  /** A band of the newest judged sound that differs from normal. */
  record BandContribution(int band, String what, double share, double deviation) {}

  /**
   * Sound over time.
   *
   * @param centresHz of the bands
   * @param columnSeconds what a column stands for where columns are of one block; 0 where each is
   *     the mean of a block
   * @param levelDb of each time the level of each band
   * @param contributions bands that explain the anomaly that the newest assessment of this point
   *     tells of, of whichever channel is worst; empty if it tells of none
   */
  record Mel(
      String asset,
      String point,
      String channel,
      Instant from,
      Instant to,
      double[] centresHz,
      double columnSeconds,
      List<Instant> times,
      List<float[]> levelDb,
      List<BandContribution> contributions) {}

  Mel mel(Context request) {
    KeptSeries kept = KeptSeries.of(request, fleet.get(), history, BlockSeries.Kind.LOG_MEL);
    TimeRange range = kept.range(request);
    int most = Requests.number(request, "blocks", 120, 240);
    List<SignalBlock> blocks = kept.blocks(range, most);
    List<Instant> times = new ArrayList<>();
    List<float[]> levels = new ArrayList<>();
    boolean single = most == 1;
    for (SignalBlock block : blocks) {
      float[] values = block.values();
      if (!single) {
        times.add(block.time());
        levels.add(MelPicture.mean(values));
        continue;
      }
      for (int c = 0; c < values.length / LogMelSpectrogram.BANDS; c++) {
        times.add(block.time().plusNanos((long) (c / block.rateHz() * 1e9)));
        levels.add(MelPicture.column(values, c));
      }
    }
    return new Mel(
        kept.view().id().value(),
        kept.series().pointId(),
        kept.series().channel(),
        range.from(),
        range.to(),
        LogMelSpectrogram.centresHz(),
        single ? LogMelSpectrogram.secondsPerColumn() : 0,
        times,
        levels,
        contributions(kept.view().latest(), kept.series().pointId()));
  }

  private static List<BandContribution> contributions(@Nullable Assessment latest, String pointId) {
    List<BandContribution> bands = new ArrayList<>();
    if (latest != null && pointId.equals(latest.pointId())) {
      for (ChannelContribution c : latest.detection().contributions()) {
        Matcher name = BAND.matcher(c.pointId());
        if (name.matches()) {
          bands.add(
              new BandContribution(
                  Integer.parseInt(name.group(1)), name.group(2), c.share(), c.deviation()));
        }
      }
    }
    return bands;
  }
}
