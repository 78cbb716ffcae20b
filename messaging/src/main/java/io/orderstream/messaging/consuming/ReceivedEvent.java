package io.orderstream.messaging.consuming;

import io.orderstream.messaging.envelope.EventMetadata;

/** An event and its attributes. */
public record ReceivedEvent<T>(EventMetadata metadata, T data) {}
