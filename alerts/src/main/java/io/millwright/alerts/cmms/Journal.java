package io.millwright.alerts.cmms;

import io.millwright.contracts.advisory.CmmsLink;
import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.alarm.OperatorAction;
import io.millwright.contracts.audit.CommandStatus;

/** Where the desk writes what must outlive it. Called by the desk's thread. */
interface Journal {
  /** The link, and everything told before, is stored when this returns. */
  void store(CmmsLink link);

  /**
   * Whether this instance still owns its partitions, asked after a claim is stored and before the
   * maintenance system is: an instance that stood still for long may have been replaced.
   */
  boolean stillOwner();

  /** A decision of a person. Stored at the latest when the next link is. */
  void tell(OperatorAction action);

  /** What was found. Stored at the latest when the next link is. */
  void tell(MaintenanceReport report);

  /** What a person should know of a request. */
  void tell(CommandStatus status);
}
