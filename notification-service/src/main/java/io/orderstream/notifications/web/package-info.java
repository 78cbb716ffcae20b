/** What was sent to whom, over HTTP. */
@NullMarked
package io.orderstream.notifications.web;

import org.jspecify.annotations.NullMarked;
