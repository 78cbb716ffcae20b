/** Events as they travel: CloudEvents 1.0 in structured JSON. */
@NullMarked
package io.orderstream.messaging.envelope;

import org.jspecify.annotations.NullMarked;
