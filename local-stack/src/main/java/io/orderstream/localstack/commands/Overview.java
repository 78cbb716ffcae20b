package io.orderstream.localstack.commands;

import io.orderstream.localstack.LocalStack;
import io.orderstream.localstack.terminal.Terminal;

/** Where everything is, and what to try next. */
record Overview(LocalStack stack, Terminal terminal) {
  void print() {
    terminal.blank();
  }
}
