package io.orderstream.localstack.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ProcessGroupTest {

  private final Queue<String> done = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<String> secondBegan = new CompletableFuture<>();
  private final ProcessGroup group =
      group(
          new Named("store", Set.of()),
          new Named("service", Set.of("store")),
          new Named("door", Set.of()));

  @Test
  void startsWhatIsNeededFirst() {
    group.needsFirst(member -> actSlowly(member, "store", "service"));

    assertThat(done).containsExactlyInAnyOrder("store", "service", "door");
    assertThat(done).containsSubsequence("store", "service");
  }

  @Test
  void stopsWhatIsNeededLast() {
    group.needsLast(member -> actSlowly(member, "service", "store"));

    assertThat(done).containsExactlyInAnyOrder("store", "service", "door");
    assertThat(done).containsSubsequence("service", "store");
  }

  /** The first gives the second the time to come before it, if nothing holds the second back. */
  private void actSlowly(ManagedProcess member, String first, String second) {
    if (member.name().equals(first)) {
      assertThatThrownBy(() -> secondBegan.get(300, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
    }
    if (member.name().equals(second)) {
      secondBegan.complete(second);
    }
    done.add(member.name());
  }

  @Test
  void leavesOutWhatNeedsAMemberThatFailed() {
    var failure = new StackFailure("no", "way");

    assertThatThrownBy(
            () ->
                group.needsFirst(
                    member -> {
                      if (member.name().equals("store")) {
                        throw failure;
                      }
                      done.add(member.name());
                    }))
        .isSameAs(failure);
    assertThat(done).containsExactly("door");
  }

  @Test
  @Timeout(10)
  void endsWithAFailureWhateverAMemberThrows() {
    var error = new OutOfMemoryError("in a test");

    assertThatThrownBy(
            () ->
                group.needsFirst(
                    member -> {
                      if (member.name().equals("store")) {
                        throw error;
                      }
                      done.add(member.name());
                    }))
        .hasCause(error);
    assertThat(done).containsExactly("door");
  }

  @Test
  void choosesMembersWithAllThatTheyNeed() {
    assertThat(group.withNeeds(List.of("service")).names()).containsExactly("store", "service");
    assertThat(group.withNeeds(List.of()).names()).isEqualTo(group.names());
  }

  @Test
  void namesItsMembersToWhoAsksForAnother() {
    assertThatThrownBy(() -> group.named("stroe"))
        .isInstanceOf(StackFailure.class)
        .extracting("wayOut")
        .asString()
        .contains("store, service, door");
  }

  private static ProcessGroup group(Named... programs) {
    var home = new StackHome(Path.of("/nowhere"), Path.of("/nowhere"));
    return new ProcessGroup(
        List.of(programs).stream().map(program -> new ManagedProcess(program, home)).toList());
  }

  private record Named(String name, Set<String> needs) implements Program {

    @Override
    public List<Integer> ports() {
      return List.of();
    }

    @Override
    public void prepare(Consumer<String> activity) {}

    @Override
    public Launch launch() {
      return new Launch(List.of(), Map.of(), Path.of("/"));
    }

    @Override
    public boolean isReady() {
      return true;
    }
  }
}
