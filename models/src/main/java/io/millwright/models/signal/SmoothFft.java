package io.millwright.models.signal;

import java.util.ArrayList;
import java.util.List;

/**
 * Complex Fourier transform of sizes whose prime factors are 2, 3 and 5, without allocation: a
 * second of 25.6 kHz is such a size, and the library's transforms take a new array each time for
 * all but powers of two. Self-sorting (T. G. Stockham 1966, as in C. Van Loan, "Computational
 * Frameworks for the Fast Fourier Transform", SIAM 1992, section 1.7), radices 4, 2, 3 and 5. Real
 * and imaginary parts are apart. One owner thread.
 */
final class SmoothFft {
  private static final float SIN_60 = (float) Math.sin(Math.PI / 3);
  private static final float COS_72 = (float) Math.cos(2 * Math.PI / 5);
  private static final float SIN_72 = (float) Math.sin(2 * Math.PI / 5);
  private static final float COS_144 = (float) Math.cos(4 * Math.PI / 5);
  private static final float SIN_144 = (float) Math.sin(4 * Math.PI / 5);

  private final int size;
  private final int[] radices;
  private final float[] cos; // of 2πk/size
  private final float[] sin; // of -2πk/size
  private float[] re;
  private float[] im;
  private float[] nextRe;
  private float[] nextIm;

  SmoothFft(int size) {
    if (!isSmooth(size)) {
      throw new IllegalArgumentException("size must be of 2, 3 and 5, was " + size);
    }
    this.size = size;
    this.radices = radices(size);
    this.cos = new float[size];
    this.sin = new float[size];
    for (int k = 0; k < size; k++) {
      cos[k] = (float) Math.cos(2 * Math.PI * k / size);
      sin[k] = (float) -Math.sin(2 * Math.PI * k / size);
    }
    this.re = new float[size];
    this.im = new float[size];
    this.nextRe = new float[size];
    this.nextIm = new float[size];
  }

  static boolean isSmooth(int size) {
    int rest = size;
    for (int prime : new int[] {2, 3, 5}) {
      while (rest > 1 && rest % prime == 0) {
        rest /= prime;
      }
    }
    return rest == 1;
  }

  /** Fours first: the later a radix, the longer its inner loops. */
  private static int[] radices(int size) {
    List<Integer> radices = new ArrayList<>();
    int rest = size;
    for (int radix : new int[] {4, 2, 3, 5}) {
      while (rest % radix == 0) {
        radices.add(radix);
        rest /= radix;
      }
    }
    return radices.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Real part: input before {@link #forward}, result after it. Asked anew after each. */
  float[] re() {
    return re;
  }

  /** Imaginary part, likewise. */
  float[] im() {
    return im;
  }

  /** Transforms {@link #re} and {@link #im}. */
  void forward() {
    int length = size;
    int stride = 1;
    for (int radix : radices) {
      int part = length / radix;
      for (int p = 0; p < part; p++) {
        switch (radix) {
          case 2 -> two(p, part, stride);
          case 3 -> three(p, part, stride);
          case 4 -> four(p, part, stride);
          default -> five(p, part, stride);
        }
      }
      swap();
      length = part;
      stride *= radix;
    }
  }

  private void swap() {
    float[] wasRe = re;
    re = nextRe;
    nextRe = wasRe;
    float[] wasIm = im;
    im = nextIm;
    nextIm = wasIm;
  }

  private void two(int p, int part, int stride) {
    float c1 = cos[p * stride];
    float s1 = sin[p * stride];
    int in = stride * p;
    int out = 2 * stride * p;
    int step = stride * part;
    for (int q = 0; q < stride; q++) {
      float ar = re[in + q];
      float ai = im[in + q];
      float br = re[in + q + step];
      float bi = im[in + q + step];
      nextRe[out + q] = ar + br;
      nextIm[out + q] = ai + bi;
      turned(out + q + stride, ar - br, ai - bi, c1, s1);
    }
  }

  private void three(int p, int part, int stride) {
    float c1 = cos[p * stride];
    float s1 = sin[p * stride];
    float c2 = cos[2 * p * stride];
    float s2 = sin[2 * p * stride];
    int in = stride * p;
    int out = 3 * stride * p;
    int step = stride * part;
    for (int q = 0; q < stride; q++) {
      float ar = re[in + q];
      float ai = im[in + q];
      float br = re[in + q + step];
      float bi = im[in + q + step];
      float cr = re[in + q + 2 * step];
      float ci = im[in + q + 2 * step];
      float sumRe = br + cr;
      float sumIm = bi + ci;
      float midRe = ar - 0.5f * sumRe;
      float midIm = ai - 0.5f * sumIm;
      float sideRe = SIN_60 * (bi - ci);
      float sideIm = -SIN_60 * (br - cr);
      nextRe[out + q] = ar + sumRe;
      nextIm[out + q] = ai + sumIm;
      turned(out + q + stride, midRe + sideRe, midIm + sideIm, c1, s1);
      turned(out + q + 2 * stride, midRe - sideRe, midIm - sideIm, c2, s2);
    }
  }

  private void four(int p, int part, int stride) {
    float c1 = cos[p * stride];
    float s1 = sin[p * stride];
    float c2 = cos[2 * p * stride];
    float s2 = sin[2 * p * stride];
    float c3 = cos[3 * p * stride];
    float s3 = sin[3 * p * stride];
    int in = stride * p;
    int out = 4 * stride * p;
    int step = stride * part;
    for (int q = 0; q < stride; q++) {
      float ar = re[in + q];
      float ai = im[in + q];
      float br = re[in + q + step];
      float bi = im[in + q + step];
      float cr = re[in + q + 2 * step];
      float ci = im[in + q + 2 * step];
      float dr = re[in + q + 3 * step];
      float di = im[in + q + 3 * step];
      nextRe[out + q] = ar + cr + (br + dr);
      nextIm[out + q] = ai + ci + (bi + di);
      turned(out + q + stride, ar - cr + (bi - di), ai - ci - (br - dr), c1, s1);
      turned(out + q + 2 * stride, ar + cr - (br + dr), ai + ci - (bi + di), c2, s2);
      turned(out + q + 3 * stride, ar - cr - (bi - di), ai - ci + (br - dr), c3, s3);
    }
  }

  private void five(int p, int part, int stride) {
    int in = stride * p;
    int out = 5 * stride * p;
    int step = stride * part;
    int turn = p * stride;
    for (int q = 0; q < stride; q++) {
      float ar = re[in + q];
      float ai = im[in + q];
      float br = re[in + q + step];
      float bi = im[in + q + step];
      float cr = re[in + q + 2 * step];
      float ci = im[in + q + 2 * step];
      float dr = re[in + q + 3 * step];
      float di = im[in + q + 3 * step];
      float er = re[in + q + 4 * step];
      float ei = im[in + q + 4 * step];
      nextRe[out + q] = ar + (br + er) + (cr + dr);
      nextIm[out + q] = ai + (bi + ei) + (ci + di);
      float nearRe = ar + COS_72 * (br + er) + COS_144 * (cr + dr);
      float nearIm = ai + COS_72 * (bi + ei) + COS_144 * (ci + di);
      float farRe = ar + COS_144 * (br + er) + COS_72 * (cr + dr);
      float farIm = ai + COS_144 * (bi + ei) + COS_72 * (ci + di);
      float nearSideRe = SIN_72 * (bi - ei) + SIN_144 * (ci - di);
      float nearSideIm = -SIN_72 * (br - er) - SIN_144 * (cr - dr);
      float farSideRe = SIN_144 * (bi - ei) - SIN_72 * (ci - di);
      float farSideIm = -SIN_144 * (br - er) + SIN_72 * (cr - dr);
      turned(out + q + stride, nearRe + nearSideRe, nearIm + nearSideIm, cos[turn], sin[turn]);
      turned(
          out + q + 2 * stride, farRe + farSideRe, farIm + farSideIm, cos[2 * turn], sin[2 * turn]);
      turned(
          out + q + 3 * stride, farRe - farSideRe, farIm - farSideIm, cos[3 * turn], sin[3 * turn]);
      turned(
          out + q + 4 * stride,
          nearRe - nearSideRe,
          nearIm - nearSideIm,
          cos[4 * turn],
          sin[4 * turn]);
    }
  }

  private void turned(int at, float x, float y, float c, float s) {
    nextRe[at] = x * c - y * s;
    nextIm[at] = x * s + y * c;
  }
}
