/** Which instance of a service a request goes to, and which are left alone for a while. */
@NullMarked
package io.orderstream.gateway.balancing;

import org.jspecify.annotations.NullMarked;
