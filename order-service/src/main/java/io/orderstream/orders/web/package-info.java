/** Orders over HTTP. */
@NullMarked
package io.orderstream.orders.web;

import org.jspecify.annotations.NullMarked;
