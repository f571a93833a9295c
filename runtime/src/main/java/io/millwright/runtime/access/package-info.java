/**
 * Who may do what: tokens, roles, permissions. Every write needs a token with a role. Entry: {@link
 * io.millwright.runtime.access.AccessTokens}.
 */
@NullMarked
package io.millwright.runtime.access;

import org.jspecify.annotations.NullMarked;
