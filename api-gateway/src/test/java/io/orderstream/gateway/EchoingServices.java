package io.orderstream.gateway;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The gateway before services that answer with what they see. */
public abstract class EchoingServices extends RunningGateway {

  private static final Upstream orders = Upstream.start(Upstream.echo("orders"));
  private static final Upstream inventory = Upstream.start(Upstream.echo("inventory"));
  private static final Upstream notifications = Upstream.start(Upstream.echo("notifications"));

  @DynamicPropertySource
  static void urls(DynamicPropertyRegistry properties) {
    properties.add("gateway.services.orders", orders::url);
    properties.add("gateway.services.inventory", inventory::url);
    properties.add("gateway.services.notifications", notifications::url);
  }
}
