/**
 * Work orders in the maintenance system (CMMS) of the plant: delivered once, however often that
 * system fails, and what people do with them there heard back. Port: {@link
 * io.millwright.alerts.cmms.Cmms}.
 */
@NullMarked
package io.millwright.alerts.cmms;

import org.jspecify.annotations.NullMarked;
