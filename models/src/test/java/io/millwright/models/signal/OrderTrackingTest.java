package io.millwright.models.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OrderTrackingTest {
  private static final double RATE = 12_800;
  private static final int LENGTH = 25_600;

  /** A machine that speeds up from 20 to 30 Hz in two seconds, with a line at order 3.58. */
  private static float[] chirp() {
    float[] x = new float[LENGTH];
    double acceleration = 10 / ((LENGTH - 1) / RATE);
    for (int i = 0; i < LENGTH; i++) {
      double t = i / RATE;
      double turns = 20 * t + acceleration * t * t / 2;
      x[i] = (float) Math.sin(2 * Math.PI * 3.58 * turns);
    }
    return x;
  }

  @Test
  void makesALineOfAChirp() {
    OrderTracking tracking = new OrderTracking(512);
    float[] angular = new float[512 * 50];
    int count = tracking.resample(chirp(), 0, LENGTH, RATE, 20, 30, angular);
    // 25 Hz on average for just under two seconds.
    assertThat(count).isEqualTo((int) Math.floor(25 * (LENGTH - 1) / RATE * 512) + 1);
    for (int i = 100; i < count - 100; i++) {
      // 80 dB of the interpolation, and single precision.
      assertThat((double) angular[i])
          .isCloseTo(Math.sin(2 * Math.PI * 3.58 * i / 512), within(1e-4));
    }
  }

  @Test
  void followsATachometer() {
    double acceleration = 10 / ((LENGTH - 1) / RATE);
    double[] pulses = new double[49];
    for (int p = 0; p < pulses.length; p++) {
      double speed = Math.sqrt(400 + 2 * acceleration * p);
      pulses[p] = 2.0 * p / (20 + speed);
    }
    OrderTracking tracking = new OrderTracking(512);
    float[] angular = new float[512 * 50];
    int count = tracking.resample(chirp(), 0, LENGTH, RATE, pulses, angular);
    assertThat(count).isEqualTo(48 * 512);
    for (int i = 512; i < count - 512; i++) {
      // The cubic between pulses is off by a few millionths of a turn at this acceleration.
      assertThat((double) angular[i])
          .isCloseTo(Math.sin(2 * Math.PI * 3.58 * i / 512), within(1e-3));
    }
  }

  @Test
  void keepsAConstantSpeedSignal() {
    OrderTracking tracking = new OrderTracking(256);
    float[] x = Signals.sine(LENGTH, RATE, 500, 1);
    float[] angular = new float[256 * 100];
    int count = tracking.resample(x, 0, LENGTH, RATE, 50, 50, angular);
    assertThat(count).isEqualTo(LENGTH);
    for (int i = 0; i < count; i++) {
      assertThat(angular[i]).isCloseTo(x[i], within(1e-5f));
    }
  }

  @Test
  void refusesStandstillAndPulsesOutOfOrder() {
    OrderTracking tracking = new OrderTracking(64);
    float[] x = new float[100];
    assertThatThrownBy(() -> tracking.resample(x, 0, 100, RATE, 0, 10, new float[64]))
        .hasMessageContaining("above 0 Hz");
    assertThatThrownBy(
            () -> tracking.resample(x, 0, 100, RATE, new double[] {0, 2, 1}, new float[64]))
        .hasMessageContaining("ascend");
  }
}
