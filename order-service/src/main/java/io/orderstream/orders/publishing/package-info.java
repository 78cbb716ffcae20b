/** Domain facts on their way out: mapped to contract events and appended to the outbox. */
@NullMarked
package io.orderstream.orders.publishing;

import org.jspecify.annotations.NullMarked;
