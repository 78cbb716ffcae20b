package io.orderstream.localstack.commands;

import io.orderstream.localstack.tokens.Account;
import io.orderstream.localstack.tokens.LocalIssuer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "token",
    description = "Prints an access token for the API, valid for an hour.",
    footer = {
      "",
      "  alice, bob    shoppers: their own orders (scope orders)",
      "  storefront    a shop's back end: orders of all customers (scope orders:any)",
      "  staff         changes items and their stock (scope items)",
      "  ops           runs the platform: stuck orders, metrics (scope ops)",
      "",
      "  curl -H \"Authorization: Bearer $(./stack token)\" ADDRESS"
    })
final class Token implements Callable<Integer> {

  @Option(
      names = "--as",
      paramLabel = "NAME",
      defaultValue = "alice",
      description = "Whose: alice (the default), bob, storefront, staff or ops.")
  private String name = "";

  @Override
  public Integer call() {
    var account = Account.named(name);
    var issuer = new LocalIssuer(StackCommand.stack().ports().gateway());
    StackCommand.terminal().line(issuer.token(account));
    return 0;
  }
}
