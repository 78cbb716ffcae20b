package io.orderstream.requestresponse.orders;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** The services that every order is passed on to. */
@Validated
@ConfigurationProperties("services")
record Services(@NotNull @Valid Service inventory, @NotNull @Valid Service notifications) {

  /**
   * @param url scheme, host and port
   * @param timeLimit how long an answer may take
   */
  record Service(@NotNull URI url, @NotNull Duration timeLimit) {}
}
