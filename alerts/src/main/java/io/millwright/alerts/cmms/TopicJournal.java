package io.millwright.alerts.cmms;

import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.CmmsLink;
import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.alarm.OperatorAction;
import io.millwright.contracts.audit.CommandStatus;
import io.millwright.runtime.kafka.TopicSender;
import java.util.function.BooleanSupplier;

/** Writes to the topics. */
final class TopicJournal implements Journal {
  private final TopicSender sender;
  private final BooleanSupplier stillOwner;

  TopicJournal(TopicSender sender, BooleanSupplier stillOwner) {
    this.sender = sender;
    this.stillOwner = stillOwner;
  }

  @Override
  public void store(CmmsLink link) {
    sender.flush(); // what was told stands before the link that says so
    sender.send(Topics.CMMS_LINKS, link.workOrderId(), link);
    sender.flush();
  }

  @Override
  public boolean stillOwner() {
    return stillOwner.getAsBoolean();
  }

  @Override
  public void tell(OperatorAction action) {
    sender.send(Topics.OPERATOR_ACTIONS, action.assetId(), action);
  }

  @Override
  public void tell(MaintenanceReport report) {
    sender.send(Topics.MAINTENANCE_REPORTS, report.assetId(), report);
  }

  @Override
  public void tell(CommandStatus status) {
    sender.send(Topics.COMMAND_STATUS, status.requestId(), status);
  }
}
