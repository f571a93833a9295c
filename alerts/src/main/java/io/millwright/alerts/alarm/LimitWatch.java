package io.millwright.alerts.alarm;

import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.Limits;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.telemetry.ChannelQuality;
import io.millwright.contracts.telemetry.ScalarScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The declared limits of one asset, ready to judge scans. A channel that is absent, bad or not a
 * number says nothing: delays neither start nor stop. While the point that tells the operating
 * state is below running, low limits say nothing either: a planned stop is no alarm.
 */
public final class LimitWatch {
  private final Asset asset;
  private final boolean suppressedWhileStopped;
  private final int channelSet;
  private final int stateChannel;
  private final List<Watched> limits;

  private record Watched(
      int channel,
      MeasurementPoint point,
      LimitKind kind,
      double limit,
      double deadband,
      AlarmRule rule,
      AlarmKey key) {}

  private LimitWatch(Asset asset, List<Watched> limits, boolean suppressedWhileStopped) {
    this.asset = asset;
    this.suppressedWhileStopped = suppressedWhileStopped;
    this.channelSet = asset.channelSet();
    this.stateChannel =
        asset.stateRule().source() == OperatingStateRule.Source.POINT
            ? asset.indexOf(asset.stateRule().pointId())
            : -1;
    this.limits = limits;
  }

  /**
   * Collects the limits of an asset.
   *
   * @param rule of all limits, but for the delays, which the limits declare
   * @param suppressedWhileStopped whether all alarms of limits are hidden while the point that
   *     tells the operating state is below running
   */
  public static LimitWatch of(Asset asset, AlarmRule rule, boolean suppressedWhileStopped) {
    List<Watched> watched = new ArrayList<>();
    for (int i = 0; i < asset.points().size(); i++) {
      MeasurementPoint point = asset.points().get(i);
      if (point.limits() != null) {
        collect(watched, i, point, point.limits(), rule);
      }
    }
    return new LimitWatch(asset, List.copyOf(watched), suppressedWhileStopped);
  }

  private static void collect(
      List<Watched> watched, int channel, MeasurementPoint point, Limits limits, AlarmRule common) {
    AlarmRule rule = common.withDelays(limits.onDelay(), limits.offDelay());
    for (LimitKind kind : LimitKind.values()) {
      Double limit = kind.of(limits);
      if (limit != null) {
        AlarmKey key = AlarmKey.limit(point.id(), kind);
        watched.add(new Watched(channel, point, kind, limit, limits.deadband(), rule, key));
      }
    }
  }

  /** Whether there is nothing to judge. */
  public boolean isEmpty() {
    return limits.isEmpty();
  }

  /** Whether the scan follows the channel list that was declared. */
  public boolean fits(ScalarScan scan) {
    return scan.channelSet() == channelSet && scan.values().length == asset.points().size();
  }

  /** Judges a scan that {@linkplain #fits fits}. */
  public AlarmBoard.Change judge(AlarmBoard board, ScalarScan scan) {
    AlarmBoard now = board;
    List<AlarmEvent> events = new ArrayList<>(0);
    boolean stateKnown =
        stateChannel >= 0 && usable(scan, stateChannel, scan.values()[stateChannel]);
    boolean stopped = stateKnown && scan.values()[stateChannel] < asset.stateRule().runningAbove();
    for (Watched w : limits) {
      double value = scan.values()[w.channel];
      // A broken speed sensor neither hides an alarm nor shows one.
      boolean hidden = suppressedWhileStopped && (stateKnown ? stopped : now.isSuppressed(w.key));
      if (usable(scan, w.channel, value) && (hidden || w.kind.high() || !stopped)) {
        Presence presence = w.kind.presence(value, w.limit, w.deadband);
        if (presence == Presence.PRESENT || now.standing(w.key).isPresent()) {
          AlarmBoard.Change change = now.observe(sighting(w, presence, value, scan, hidden));
          now = change.board();
          events.addAll(change.events());
        }
      }
    }
    return new AlarmBoard.Change(now, events);
  }

  private static boolean usable(ScalarScan scan, int channel, double value) {
    ChannelQuality quality = scan.qualityOf(channel);
    return Double.isFinite(value)
        && quality != ChannelQuality.BAD
        && quality != ChannelQuality.ABSENT;
  }

  private Sighting sighting(
      Watched w, Presence presence, double value, ScalarScan scan, boolean byDesign) {
    return new Sighting(
        asset.id(),
        w.key,
        presence,
        scan.time(),
        w.rule,
        byDesign,
        w.kind.severity().at(asset.criticality()),
        w.point.itemId(),
        () -> reason(w, value),
        scan.origin());
  }

  private static String reason(Watched w, double value) {
    return String.format(
        Locale.ROOT,
        "%s is %.4g %s, beyond its %s limit of %.4g for %s or longer",
        w.point.name(),
        value,
        w.point.unit(),
        w.kind.words(),
        w.limit,
        w.rule.on());
  }
}
