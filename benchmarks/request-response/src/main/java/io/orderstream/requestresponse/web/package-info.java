/** What each of the services needs to speak HTTP: correlation ids and problem details. */
@NullMarked
package io.orderstream.requestresponse.web;

import org.jspecify.annotations.NullMarked;
