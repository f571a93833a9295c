package io.millwright.dashboards.console;

import io.javalin.http.Context;
import io.millwright.dashboards.console.Operation.Parameter;
import io.millwright.dashboards.history.BlockExtent;
import io.millwright.dashboards.history.BlockSeries;
import io.millwright.dashboards.history.HistoryStore;
import io.millwright.dashboards.history.SignalBlock;
import io.millwright.dashboards.history.TimeRange;
import io.millwright.dashboards.signals.EnvelopeRange;
import io.millwright.dashboards.signals.LineSpectrum;
import io.millwright.dashboards.signals.Marker;
import io.millwright.dashboards.signals.Markers;
import io.millwright.dashboards.signals.ShaftSpeed;
import io.millwright.dashboards.signals.SpectrumKind;
import io.millwright.dashboards.signals.SpectrumMaker;
import io.millwright.dashboards.signals.WaveformPicture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What history keeps of signals, and its waveforms as people look at them. */
final class SignalApi implements Api {
  private static final int LINES = 2_000;
  private static final int ROWS = 60;
  private static final int CELLS = 400;
  private static final double USUAL_VELOCITY_HZ = 1_000;

  private static final Parameter AT =
      new Parameter("at", Instant.class, false, "the block at or before; the newest if left out");
  private static final Parameter KIND =
      new Parameter("kind", Kind.class, false, "what the spectrum is of; velocity if left out");
  private static final Parameter BAND_OF =
      new Parameter("band", Band.class, false, "band of the envelope; impulsive if left out");

  private final Supplier<FleetSnapshot> fleet;
  private final HistoryStore history;

  /** Values of the parameter {@code kind}. */
  @SuppressWarnings("JavaCase") // as they are written in a query
  enum Kind {
    velocity,
    acceleration,
    envelope
  }

  /** Values of the parameter {@code band}. */
  @SuppressWarnings("JavaCase") // as they are written in a query
  enum Band {
    impulsive,
    whole,
    low,
    middle,
    high
  }

  SignalApi(Supplier<FleetSnapshot> fleet, HistoryStore history) {
    this.fleet = fleet;
    this.history = history;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.many(
                "/api/v1/signals", "What is kept of a machine's signals", Kept.class, this::kept)
            .with(Parameter.ASSET),
        Operation.one(
                "/api/v1/signals/spectrum",
                "Spectrum of a kept waveform, with the lines to look for",
                Spectrum.class,
                this::spectrum)
            .with(Parameter.ASSET, KeptSeries.POINT, Parameter.CHANNEL, KIND, BAND_OF, AT)
            .with(
                new Parameter("fromHz", Integer.class, false, "lowest frequency; 0 if left out"),
                new Parameter("toHz", Integer.class, false, "highest frequency"),
                new Parameter("lines", Integer.class, false, "most lines, 1 to 5000; 2000")),
        Operation.one(
                "/api/v1/signals/waterfall",
                "Spectra of kept waveforms over time",
                Waterfall.class,
                this::waterfall)
            .with(Parameter.ASSET, KeptSeries.POINT, Parameter.CHANNEL, KIND, BAND_OF)
            .with(Parameter.RANGE)
            .with(
                new Parameter("toHz", Integer.class, false, "highest frequency"),
                new Parameter("rows", Integer.class, false, "most spectra, 1 to 120; 60"),
                new Parameter("cells", Integer.class, false, "cells of each, 10 to 800; 400")),
        Operation.one("/api/v1/signals/waveform", "A kept waveform", Waveform.class, this::waveform)
            .with(Parameter.ASSET, KeptSeries.POINT, Parameter.CHANNEL, AT, Parameter.POINTS));
  }

  /** A series of blocks. */
  record Kept(
      String point,
      String channel,
      BlockSeries.Kind kind,
      Instant first,
      Instant last,
      long count) {
    static Kept of(BlockExtent extent) {
      return new Kept(
          extent.series().pointId(),
          extent.series().channel(),
          extent.series().kind(),
          extent.first(),
          extent.last(),
          extent.count());
    }
  }

  List<Kept> kept(Context request) {
    AssetView view = Requests.asset(fleet.get(), request);
    return history.blocks().extents(view.id()).stream()
        .map(Kept::of)
        .sorted(Comparator.comparing(Kept::point).thenComparing(Kept::channel))
        .toList();
  }

  /**
   * An earlier spectrum to compare with.
   *
   * @param maintainedAt the maintenance that it is the first one after; null if none is known, then
   *     it is the first one that is kept
   */
  record Baseline(
      Instant time,
      @Nullable Instant maintainedAt,
      ShaftSpeed speed,
      double[] hz,
      float[] amplitude) {}

  /** Lines of a spectrum, and where to look. */
  record Spectrum(
      String asset,
      String point,
      String channel,
      SpectrumKind kind,
      Instant time,
      String unit,
      double binHz,
      double highestHz,
      double bandLowHz,
      double bandHighHz,
      ShaftSpeed speed,
      double[] hz,
      float[] amplitude,
      List<Marker> markers,
      @Nullable Baseline baseline) {}

  Spectrum spectrum(Context request) {
    KeptSeries kept = KeptSeries.of(request, fleet.get(), history, BlockSeries.Kind.WAVEFORM);
    SignalBlock block = kept.blockAt(Requests.instant(request, "at"));
    SpectrumKind kind = kind(request);
    EnvelopeRange range = band(request, EnvelopeRange.IMPULSIVE);
    int most = Requests.number(request, "lines", LINES, 5_000);
    SpectrumMaker maker = new SpectrumMaker();
    LineSpectrum spectrum = make(maker, block, kind, range);
    MachineOf machine = new MachineOf(kept.view(), kept.series().pointId());
    ShaftSpeed speed = machine.speed(block, history);
    double fromHz = Requests.number(request, "fromHz", 0, 0, 1_000_000);
    double toHz = highest(request, spectrum, machine, speed);
    if (fromHz >= toHz) {
      throw Problem.invalid("fromHz " + fromHz + " is not below toHz " + toHz);
    }
    LineSpectrum.Lines lines = spectrum.lines(fromHz, toHz, most);
    return new Spectrum(
        kept.view().id().value(),
        kept.series().pointId(),
        kept.series().channel(),
        kind,
        block.time(),
        kind.unit(),
        spectrum.binHz(),
        spectrum.highestHz(),
        spectrum.bandLowHz(),
        spectrum.bandHighHz(),
        speed,
        lines.hz(),
        lines.amplitude(),
        Markers.in(
            spectrum,
            block.counts().length,
            block.rateHz(),
            speed.hz(),
            machine.bearing(),
            machine.kinematics()),
        baseline(kept, block, maker, kind, range, machine, fromHz, toHz, most));
  }

  /** The first block after the last maintenance: as healthy as this machine is known. */
  private @Nullable Baseline baseline(
      KeptSeries kept,
      SignalBlock shown,
      SpectrumMaker maker,
      SpectrumKind kind,
      EnvelopeRange range,
      MachineOf machine,
      double fromHz,
      double toHz,
      int most) {
    Instant since = machine.maintainedBefore(shown.time());
    Instant from = since == null ? kept.extent().first() : since;
    if (!from.isBefore(shown.time())) {
      return null;
    }
    return history
        .blocks()
        .first(kept.series(), new TimeRange(from, shown.time()))
        .filter(block -> block.counts().length >= SpectrumMaker.FEWEST_SAMPLES)
        .map(
            block -> {
              LineSpectrum.Lines lines = make(maker, block, kind, range).lines(fromHz, toHz, most);
              return new Baseline(
                  block.time(),
                  since,
                  machine.speed(block, history),
                  lines.hz(),
                  lines.amplitude());
            })
        .orElse(null);
  }

  /**
   * Spectra over time.
   *
   * @param levelDb of each time the level of each cell; a cell is {@code stepHz} wide, the first
   *     begins at zero
   */
  record Waterfall(
      String asset,
      String point,
      String channel,
      SpectrumKind kind,
      String unit,
      Instant from,
      Instant to,
      double stepHz,
      List<Instant> times,
      List<ShaftSpeed> speeds,
      List<int[]> levelDb) {}

  Waterfall waterfall(Context request) {
    KeptSeries kept = KeptSeries.of(request, fleet.get(), history, BlockSeries.Kind.WAVEFORM);
    TimeRange range = kept.range(request);
    SpectrumKind kind = kind(request);
    // One band for all rows, else they would not compare.
    EnvelopeRange band = band(request, EnvelopeRange.WHOLE);
    if (band == EnvelopeRange.IMPULSIVE) {
      throw Problem.invalid("band of a waterfall must be whole, low, middle or high");
    }
    int rows = Requests.number(request, "rows", ROWS, 120);
    int cells = Requests.number(request, "cells", CELLS, 10, 800);
    MachineOf machine = new MachineOf(kept.view(), kept.series().pointId());
    SpectrumMaker maker = new SpectrumMaker();
    List<Instant> times = new ArrayList<>();
    List<ShaftSpeed> speeds = new ArrayList<>();
    List<int[]> levels = new ArrayList<>();
    double toHz = Double.NaN;
    for (SignalBlock block : kept.blocks(range, rows)) {
      if (block.counts().length < SpectrumMaker.FEWEST_SAMPLES) {
        continue;
      }
      LineSpectrum spectrum = make(maker, block, kind, band);
      ShaftSpeed speed = machine.declaredSpeed(block);
      if (Double.isNaN(toHz)) {
        toHz = highest(request, spectrum, machine, speed);
      }
      times.add(block.time());
      speeds.add(speed);
      levels.add(spectrum.cells(toHz, cells));
    }
    return new Waterfall(
        kept.view().id().value(),
        kept.series().pointId(),
        kept.series().channel(),
        kind,
        kind.unit(),
        range.from(),
        range.to(),
        Double.isNaN(toHz) ? 0 : toHz / cells,
        times,
        speeds,
        levels);
  }

  /** Samples of a block, the smallest and largest of each step. */
  record Waveform(
      String asset,
      String point,
      String channel,
      Instant time,
      String unit,
      double sampleRateHz,
      ShaftSpeed speed,
      double stepSeconds,
      float[] low,
      float[] high) {}

  Waveform waveform(Context request) {
    KeptSeries kept = KeptSeries.of(request, fleet.get(), history, BlockSeries.Kind.WAVEFORM);
    SignalBlock block = kept.blockAt(Requests.instant(request, "at"));
    WaveformPicture picture =
        WaveformPicture.of(block.values(), block.rateHz(), Requests.points(request));
    return new Waveform(
        kept.view().id().value(),
        kept.series().pointId(),
        kept.series().channel(),
        block.time(),
        SpectrumKind.ACCELERATION.unit(),
        block.rateHz(),
        new MachineOf(kept.view(), kept.series().pointId()).speed(block, history),
        picture.stepSeconds(),
        picture.low(),
        picture.high());
  }

  private static LineSpectrum make(
      SpectrumMaker maker, SignalBlock block, SpectrumKind kind, EnvelopeRange range) {
    if (block.counts().length < SpectrumMaker.FEWEST_SAMPLES) {
      throw Problem.notFound(
          "the frame of %s has %d samples; a spectrum needs %d"
              .formatted(block.time(), block.counts().length, SpectrumMaker.FEWEST_SAMPLES));
    }
    return maker.make(block.values(), block.rateHz(), kind, range);
  }

  /** How far a picture reaches: of velocity as far as severity, of an envelope past its lines. */
  private static double highest(
      Context request, LineSpectrum spectrum, MachineOf machine, ShaftSpeed speed) {
    double most = spectrum.highestHz();
    double usual =
        switch (spectrum.kind()) {
          case ACCELERATION -> most;
          case VELOCITY -> USUAL_VELOCITY_HZ;
          case ENVELOPE -> machine.highestBearingHz(speed.hz());
        };
    int asked = Requests.number(request, "toHz", 0, 0, 1_000_000);
    return Math.min(most, asked == 0 ? usual : asked);
  }

  private static SpectrumKind kind(Context request) {
    return SpectrumKind.valueOf(
        Requests.choice(request, "kind", Kind.class, Kind.velocity)
            .name()
            .toUpperCase(Locale.ROOT));
  }

  private static EnvelopeRange band(Context request, EnvelopeRange usual) {
    Band asked =
        Requests.choice(
            request, "band", Band.class, Band.valueOf(usual.name().toLowerCase(Locale.ROOT)));
    return EnvelopeRange.valueOf(asked.name().toUpperCase(Locale.ROOT));
  }
}
