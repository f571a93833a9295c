/** Orders in IBM Maximo. Entry point: {@link io.millwright.alerts.cmms.maximo.MaximoCmms}. */
@NullMarked
package io.millwright.alerts.cmms.maximo;

import org.jspecify.annotations.NullMarked;
