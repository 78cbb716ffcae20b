/** The one door to the platform. */
@NullMarked
package io.orderstream.gateway;

import org.jspecify.annotations.NullMarked;
