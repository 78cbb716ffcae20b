package io.orderstream.inventory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
class InventoryService {

  static void main(String[] args) {
    SpringApplication.run(InventoryService.class, args);
  }
}
