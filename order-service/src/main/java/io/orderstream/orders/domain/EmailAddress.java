package io.orderstream.orders.domain;

import java.util.regex.Pattern;

/** Where mails about an order go. */
public record EmailAddress(String value) {

  /**
   * What an address looks like, as a regular expression: one mailbox at one host, at most 254
   * characters, ASCII only (what every mail server takes), and nothing that a mail header could
   * mistake for a second address or a second line.
   */
  public static final String PATTERN =
      "(?=.{3,254}$)[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}"
          + "@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*";

  private static final Pattern WELL_FORMED = Pattern.compile(PATTERN);

  /**
   * @throws IllegalArgumentException if the value does not match {@link #PATTERN}
   */
  public EmailAddress {
    if (!WELL_FORMED.matcher(value).matches()) {
      throw new IllegalArgumentException("not an e-mail address");
    }
  }

  /** Keeps the address out of logs. */
  @Override
  public String toString() {
    return "***" + value.substring(value.indexOf('@'));
  }
}
