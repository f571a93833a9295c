package io.millwright.dashboards.console;

import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.alarm.OperatorAction;
import io.millwright.contracts.alarm.ScopeAction;
import io.millwright.contracts.audit.AuditEntry;
import io.millwright.contracts.model.ModelRelease;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what people asked for. */
final class RecordingCommandSink implements CommandSink {
  final List<OperatorAction> actions = new CopyOnWriteArrayList<>();
  final List<ScopeAction> scopes = new CopyOnWriteArrayList<>();
  final List<MaintenanceReport> reports = new CopyOnWriteArrayList<>();
  final List<ModelRelease> releases = new CopyOnWriteArrayList<>();
  final List<AuditEntry> audit = new CopyOnWriteArrayList<>();

  @Override
  public void act(OperatorAction action, AuditEntry entry) {
    actions.add(action);
    audit.add(entry);
  }

  @Override
  public void suspend(ScopeAction action, AuditEntry entry) {
    scopes.add(action);
    audit.add(entry);
  }

  @Override
  public void report(MaintenanceReport report, AuditEntry entry) {
    reports.add(report);
    audit.add(entry);
  }

  @Override
  public void done(AuditEntry entry) {
    audit.add(entry);
  }

  @Override
  public void release(List<ModelRelease> changes, AuditEntry entry) {
    releases.addAll(changes);
    audit.add(entry);
  }

  @Override
  public void refused(AuditEntry entry) {
    audit.add(entry);
  }

  @Override
  public void close() {}
}
