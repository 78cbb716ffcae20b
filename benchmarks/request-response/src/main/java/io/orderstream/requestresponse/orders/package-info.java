/** Takes orders, and has the others do their part before it answers. */
@NullMarked
package io.orderstream.requestresponse.orders;

import org.jspecify.annotations.NullMarked;
