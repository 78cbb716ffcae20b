/** What the services say to each other. */
@NullMarked
package io.orderstream.requestresponse.api;

import org.jspecify.annotations.NullMarked;
