package io.millwright.alerts.cmms;

import io.millwright.contracts.advisory.CmmsLink;
import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.alarm.OperatorAction;
import io.millwright.contracts.audit.CommandStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps what is written; forgets nothing, as the topics do. */
final class RecordingJournal implements Journal {
  final Map<String, CmmsLink> links = new LinkedHashMap<>();
  final List<OperatorAction> actions = new ArrayList<>();
  final List<MaintenanceReport> reports = new ArrayList<>();
  final List<CommandStatus> statuses = new ArrayList<>();
  boolean owner = true;

  /** Stores that still succeed; then the process dies. */
  int storesUntilCrash = Integer.MAX_VALUE;

  /** The process is killed. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void store(CmmsLink link) {
    if (storesUntilCrash-- <= 0) {
      throw new Crash();
    }
    links.put(link.workOrderId(), link);
  }

  @Override
  public boolean stillOwner() {
    return owner;
  }

  @Override
  public void tell(OperatorAction action) {
    actions.add(action);
  }

  @Override
  public void tell(MaintenanceReport report) {
    reports.add(report);
  }

  @Override
  public void tell(CommandStatus status) {
    statuses.add(status);
  }
}
