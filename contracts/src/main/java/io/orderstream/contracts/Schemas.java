package io.orderstream.contracts;

import java.net.URI;

/** Names of the JSON Schemas that lie beside the contracts, under {@code schemas/<type>.json}. */
public final class Schemas {

  private static final String PREFIX = "urn:orderstream:schema:";

  /** The {@code dataschema} attribute, and the schema's {@code $id}, for an event type. */
  public static URI of(String eventType) {
    return URI.create(PREFIX + eventType);
  }

  private Schemas() {}
}
