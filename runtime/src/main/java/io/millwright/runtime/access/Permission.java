package io.millwright.runtime.access;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What can be done, and the roles that may. Reading is open to every role. */
public enum Permission {
  READ(EnumSet.allOf(Role.class)),
  /** Acknowledge, shelve, unshelve an alarm. */
  HANDLE_ALARM(EnumSet.of(Role.OPERATOR, Role.RELIABILITY_ENGINEER, Role.ADMINISTRATOR)),
  /** Take an alarm out of service or suppress it by design (ISA-18.2 asks for authorisation). */
  SUPPRESS_ALARM(EnumSet.of(Role.RELIABILITY_ENGINEER, Role.ADMINISTRATOR)),
  /** Suspend automation: whoever stands beside the machine may. */
  SUSPEND_AUTOMATION(
      EnumSet.of(Role.OPERATOR, Role.RELIABILITY_ENGINEER, Role.PLANNER, Role.ADMINISTRATOR)),
  /** Let automation go on. */
  RESUME_AUTOMATION(EnumSet.of(Role.RELIABILITY_ENGINEER, Role.ADMINISTRATOR)),
  /** Declare a changed behaviour as the new normal. */
  ACCEPT_AS_NORMAL(EnumSet.of(Role.RELIABILITY_ENGINEER, Role.ADMINISTRATOR)),
  /** Approve or reject a requested order. */
  DECIDE_WORK_ORDER(EnumSet.of(Role.PLANNER, Role.ADMINISTRATOR)),
  /** Say what was found and done. */
  REPORT_MAINTENANCE(
      EnumSet.of(Role.OPERATOR, Role.RELIABILITY_ENGINEER, Role.PLANNER, Role.ADMINISTRATOR)),
  /** Send telemetry or machine events over HTTP. */
  INGEST(EnumSet.of(Role.OPERATOR, Role.ADMINISTRATOR)),
  RELEASE_MODEL(EnumSet.of(Role.DATA_SCIENTIST, Role.ADMINISTRATOR)),
  CHANGE_PLANT(EnumSet.of(Role.RELIABILITY_ENGINEER, Role.ADMINISTRATOR)),
  READ_AUDIT(EnumSet.of(Role.AUDITOR, Role.ADMINISTRATOR));

  private final Set<Role> roles;

  Permission(EnumSet<Role> roles) {
    this.roles = Collections.unmodifiableSet(roles);
  }

  /** The roles that may. */
  public Set<Role> roles() {
    return roles;
  }
}
