package io.millwright.models.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.millwright.contracts.asset.Kinematics;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** The hot path allocates nothing per frame. */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Bytes per call, once it has run for a while. */
  private static long bytes(Runnable work) {
    for (int i = 0; i < 20; i++) {
      work.run();
    }
    long id = Thread.currentThread().getId();
    long before = THREADS.getThreadAllocatedBytes(id);
    for (int i = 0; i < 50; i++) {
      work.run();
    }
    return (THREADS.getThreadAllocatedBytes(id) - before) / 50;
  }

  @Test
  void vibrationFeaturesOfASecondAllocateNoBuffer() {
    for (int samples : new int[] {25_600, 32_768}) {
      float[] x = Signals.noise(samples, 1, 1);
      VibrationFeatures features = new VibrationFeatures(25_600, samples);
      float[] target = new float[VibrationFeatures.SCHEMA.featureNames().size()];
      BearingFrequencies bearing = new BearingFrequencies(3.5848, 5.4152, 0.39828, 2.35675);
      Kinematics kinematics = new Kinematics(1770.0, 60.0, 4, 7, 23);
      // No buffer: the shortest has 16 kB.
      assertThat(bytes(() -> features.extract(x, 29.5, bearing, kinematics, target, 0)))
          .isLessThan(2000);
    }
  }

  @Test
  void spectraAndEnvelopesOfASecondAllocateNothing() {
    float[] x = Signals.noise(25_600, 1, 1);
    FrameSpectrum frame = new FrameSpectrum(25_600, 25_600);
    Kurtogram kurtogram = new Kurtogram(25_600, 25_600, 1000);
    BandEnvelope envelope = BandEnvelope.forBandwidth(2000, 25_600, 25_600);
    EnvelopeSpectrum spectrum = new EnvelopeSpectrum(envelope.points());
    LineProminence prominence = new LineProminence(0.02, 20);
    assertThat(
            bytes(
                () -> {
                  frame.compute(x, 0);
                  kurtogram.clear();
                  kurtogram.add(frame);
                  envelope.demodulate(frame, 4000, 6000);
                  spectrum.computeSquared(envelope);
                  prominence.in(spectrum);
                  prominence.sidebandsDb(107, 29, 2);
                }))
        .isLessThan(100);
  }

  @Test
  void soundFeaturesOfASecondAllocateNothing() {
    float[] x = Signals.noise(16_000, 0.1, 1);
    SoundFeatures features = new SoundFeatures(16_000, 16_000);
    float[] target = new float[SoundFeatures.SCHEMA.featureNames().size()];
    assertThat(bytes(() -> features.extract(x, target, 0))).isLessThan(100);
  }

  @Test
  void averagedSpectraAndOrderTrackingAllocateNothing() {
    float[] x = Signals.noise(25_600, 1, 1);
    WelchSpectrum welch = new WelchSpectrum(3200, 1600, Window.HANN, 25_600);
    assertThat(bytes(() -> welch.compute(x, 0, x.length))).isLessThan(100);
    OrderTracking tracking = new OrderTracking(1024);
    float[] angular = new float[32 * 1024];
    assertThat(bytes(() -> tracking.resample(x, 0, x.length, 25_600, 25, 26, angular)))
        .isLessThan(100);
  }
}
