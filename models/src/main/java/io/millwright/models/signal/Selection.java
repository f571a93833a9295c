package io.millwright.models.signal;

/** Order statistics in place: C. A. R. Hoare, "Algorithm 65: Find", Comm. ACM 4 (1961) 321. */
final class Selection {
  private Selection() {}

  /** Median of the first n values, the upper one for even n; reorders them. */
  static float median(float[] values, int n) {
    return kth(values, n, n / 2);
  }

  /** The k-th smallest of the first n values, k from 0; reorders them. */
  static float kth(float[] values, int n, int k) {
    int low = 0;
    int high = n - 1;
    while (low < high) {
      float pivot = values[(low + high) >>> 1];
      int i = low;
      int j = high;
      while (i <= j) {
        while (values[i] < pivot) {
          i++;
        }
        while (values[j] > pivot) {
          j--;
        }
        if (i <= j) {
          float swapped = values[i];
          values[i++] = values[j];
          values[j--] = swapped;
        }
      }
      if (k <= j) {
        high = j;
      } else if (k >= i) {
        low = i;
      } else {
        return values[k];
      }
    }
    return values[k];
  }
}
