/** Items over HTTP. */
@NullMarked
package io.orderstream.inventory.web;

import org.jspecify.annotations.NullMarked;
