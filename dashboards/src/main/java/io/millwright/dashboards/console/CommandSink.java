package io.millwright.dashboards.console;

import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.alarm.OperatorAction;
import io.millwright.contracts.alarm.ScopeAction;
import io.millwright.contracts.audit.AuditEntry;
import io.millwright.contracts.model.ModelRelease;
import java.util.List;

/**
 * Where the wishes of people go. Each call returns when the record is stored, or throws {@link
 * io.millwright.runtime.kafka.KafkaFailure}. Thread-safe.
 */
interface CommandSink extends AutoCloseable {
  void act(OperatorAction action, AuditEntry audit);

  void suspend(ScopeAction action, AuditEntry audit);

  void report(MaintenanceReport report, AuditEntry audit);

  /** Something that is done here and now, once this has returned. */
  void done(AuditEntry audit);

  /** Changes of releases, each stored before the next. */
  void release(List<ModelRelease> changes, AuditEntry audit);

  /** An attempt that was not let through. */
  void refused(AuditEntry audit);

  @Override
  void close();
}
