package io.orderstream.orders.web;

import java.beans.PropertyEditorSupport;
import java.util.UUID;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** Takes UUIDs in full only: Java reads {@code 1-1-1-1-1}, too. */
@ControllerAdvice
class StrictUuids {

  @InitBinder
  void read(WebDataBinder parameter) {
    parameter.registerCustomEditor(UUID.class, new InFull());
  }

  private static final class InFull extends PropertyEditorSupport {

    @Override
    public void setAsText(String text) {
      UUID uuid = UUID.fromString(text);
      if (!uuid.toString().equalsIgnoreCase(text)) {
        throw new IllegalArgumentException("not a UUID in full");
      }
      setValue(uuid);
    }
  }
}
