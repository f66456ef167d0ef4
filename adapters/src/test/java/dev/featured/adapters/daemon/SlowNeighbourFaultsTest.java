package dev.featured.adapters.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A systemctl call that hangs, in every phase of an operation, and the features beside it. */
class SlowNeighbourFaultsTest extends DaemonOnSharedRedis {

  @BeforeEach
  void loadConfiguration() {
    configurationIsLoaded();
  }

  private void othersGoThrough() {
    for (String state : List.of("enabled", "disabled", "enabled")) {
      row("bgp", "state", state);
      awaitPublished("bgp", state);
    }
  }

  @Test
  void aStartThatHangsDelaysNobodyElse() {
    systemctl.close("slow.service");
    row("slow", "state", "enabled");
    start();
    awaitChange("start slow.service");

    othersGoThrough();

    assertThat(published("slow")).isEmpty();
    systemctl.open("slow.service");
    awaitPublished("slow", "enabled");
  }

  @Test
  void aStopThatHangsDelaysNobodyElse() {
    systemctl.runs("slow.service");
    systemctl.closeOn("stop slow.service");
    row("slow", "state", "disabled");
    start();
    awaitChange("stop slow.service");

    othersGoThrough();

    assertThat(published("slow")).isEmpty();
    systemctl.openOn("stop slow.service");
    awaitPublished("slow", "disabled");
  }

  @Test
  void aPreparationThatHangsHoldsUpTheSharedReloadForAMomentOnly() {
    systemctl.closeOn("unmask slow.service");
    row("slow", "state", "enabled");
    start();
    awaitChange("unmask slow.service");

    othersGoThrough();

    assertThat(published("slow")).isEmpty();
    systemctl.openOn("unmask slow.service");
    awaitPublished("slow", "enabled");
  }

  @Test
  void fifteenOfSixteenPlacesMayHang() {
    hang(15);

    othersGoThrough();

    release(15);
  }

  @Test
  void whenAllPlacesHangOthersWaitForTheFirstThatIsFree() {
    hang(16);
    row("bgp", "state", "enabled");
    row("lldp", "state", "wrong");
    awaitPublished("lldp", "failed"); // what needs no place goes on

    assertThat(published("bgp")).isEmpty();
    assertThat(systemctl.changes()).noneMatch(call -> call.contains("bgp"));
    systemctl.open("slow7.service");
    awaitPublished("slow7", "enabled");
    awaitPublished("bgp", "enabled");
    release(16);
  }

  private void hang(int places) {
    for (int i = 0; i < places; i++) {
      systemctl.close("slow" + i + ".service");
      row("slow" + i, "state", "enabled");
    }
    start();
    for (int i = 0; i < places; i++) {
      awaitChange("start slow" + i + ".service");
    }
  }

  private void release(int places) {
    for (int i = 0; i < places; i++) {
      systemctl.open("slow" + i + ".service");
      awaitPublished("slow" + i, "enabled");
    }
  }
}
