/** Orders in SAP S/4HANA. Entry point: {@link io.millwright.alerts.cmms.sap.SapCmms}. */
@NullMarked
package io.millwright.alerts.cmms.sap;

import org.jspecify.annotations.NullMarked;
