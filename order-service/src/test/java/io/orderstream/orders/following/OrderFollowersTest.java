package io.orderstream.orders.following;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.orderstream.orders.domain.FindingOrders;
import io.orderstream.orders.domain.Order;
import io.orderstream.orders.domain.OrderId;
import io.orderstream.orders.domain.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderFollowersTest {

  private final OrderId id = new OrderId(UUID.randomUUID());
  private final FindingOrders finding = mock();
  private final OrderFollowers followers = new OrderFollowers(finding);

  @Test
  void tellsThePresentStateAndEveryLaterOne() {
    Order now = order();
    Order later = order();
    when(finding.find(id, Reach.everybody())).thenReturn(now);
    List<Order> told = new ArrayList<>();

    Following following = followers.follow(id, Reach.everybody(), told::add);
    followers.tell(later);

    assertThat(following.order()).isSameAs(now);
    assertThat(told).containsExactly(later);
  }

  @Test
  void missesNothingThatHappensWhileThePresentStateIsRead() {
    Order now = order();
    Order meanwhile = order();
    when(finding.find(id, Reach.everybody()))
        .thenAnswer(
            _ -> {
              followers.tell(meanwhile);
              return now;
            });
    List<Order> told = new ArrayList<>();

    followers.follow(id, Reach.everybody(), told::add);

    assertThat(told).containsExactly(meanwhile);
  }

  @Test
  void forgetsWhoDoesNotFollowAnyMore() {
    Order now = order();
    when(finding.find(id, Reach.everybody())).thenReturn(now);
    Following first = followers.follow(id, Reach.everybody(), _ -> {});
    Following second = followers.follow(id, Reach.everybody(), _ -> {});

    first.close();
    first.close();
    assertThat(followers.followed()).containsExactly(id);
    second.close();
    assertThat(followers.followed()).isEmpty();
  }

  @Test
  void forgetsWhoCannotBeToldThePresentState() {
    when(finding.find(id, Reach.everybody())).thenThrow(new IllegalStateException("no database"));

    assertThatIllegalStateException()
        .isThrownBy(() -> followers.follow(id, Reach.everybody(), _ -> {}));

    assertThat(followers.followed()).isEmpty();
  }

  private Order order() {
    Order order = mock();
    when(order.id()).thenReturn(id);
    return order;
  }
}
