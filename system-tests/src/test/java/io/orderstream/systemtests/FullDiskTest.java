package io.orderstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Needs to be root: the disk that is full is a small one, mounted for orders and their outbox. */
@OnStack
@Tag("nightly")
class FullDiskTest {

  private static final Path DISK = Stack.data("postgres").resolveSibling("small-disk");

  @BeforeEach
  void moveOrdersToASmallDisk() throws Exception {
    Files.createDirectories(DISK);
    assumeTrue(
        Stack.execute("mount", "-t", "tmpfs", "-o", "size=256m", "tmpfs", DISK.toString()),
        "only root can mount a disk");
    Path tablespace = Files.createDirectory(DISK.resolve("tablespace"));
    Files.setOwner(tablespace, Files.getOwner(Stack.data("postgres")));
    sql("create tablespace small location '%s'".formatted(tablespace));
    moveTo("small");
  }

  @AfterEach
  void moveThemBack() throws Exception {
    if (Files.exists(DISK.resolve("tablespace"))) {
      moveTo("pg_default");
      sql("drop tablespace small");
      Stack.execute("umount", DISK.toString());
    }
  }

  @Test
  void nothingIsLostWhileTheDiskIsFull() throws Exception {
    Trial.Outcome outcome =
        Trial.of(
            "the disk of orders and outbox is full for 15 s",
            () -> {
              Path filler = DISK.resolve("filler");
              fill(filler);
              Waiting.through(Duration.ofSeconds(15));
              Files.delete(filler);
            });

    assertThat(outcome.failedAttempts()).isPositive();
  }

  private static void moveTo(String tablespace) throws SQLException {
    for (String table : List.of("orders", "idempotency_keys", "messaging.outbox")) {
      sql("alter table %s set tablespace %s".formatted(table, tablespace));
    }
  }

  private static void fill(Path file) throws IOException {
    byte[] block = new byte[8192];
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      if (DISK.toFile().getUsableSpace() >= block.length) {
        throw e;
      }
    }
  }

  private static void sql(String sql) throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:%d/orders".formatted(Stack.port(15432));
    try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
