/** Orders in Atlas CMMS. Entry point: {@link io.millwright.alerts.cmms.atlas.AtlasCmms}. */
@NullMarked
package io.millwright.alerts.cmms.atlas;

import org.jspecify.annotations.NullMarked;
