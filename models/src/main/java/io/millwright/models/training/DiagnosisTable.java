package io.millwright.models.training;

import io.millwright.models.diagnosis.BearingCondition;
import java.util.List;

/**
 * Labelled vibration frames of one channel.
 *
 * @param windows at least one
 */
public record DiagnosisTable(List<Window> windows) {
  public DiagnosisTable {
    windows = List.copyOf(windows);
    if (windows.isEmpty()) {
      throw new IllegalArgumentException("a table needs a window");
    }
  }

  /**
   * One frame.
   *
   * @param record where it comes from
   * @param group what a fold leaves out: windows of a group are never on both sides
   * @param condition what was wrong
   * @param features in the order of the vibration schema; owned, not copied
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Window(String record, String group, BearingCondition condition, float[] features) {}

  /** Groups in their natural order. */
  public List<String> groups() {
    return windows.stream().map(Window::group).distinct().sorted().toList();
  }

  /** Conditions in the order of the enumeration. */
  public List<BearingCondition> conditions() {
    return windows.stream().map(Window::condition).distinct().sorted().toList();
  }

  /** The windows of a group, or all others; null if there are none. */
  List<Window> ofGroup(String group, boolean inside) {
    return windows.stream().filter(window -> window.group().equals(group) == inside).toList();
  }
}
