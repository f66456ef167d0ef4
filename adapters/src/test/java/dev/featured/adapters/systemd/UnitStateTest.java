package dev.featured.adapters.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitStateTest {
  @Test
  void readsProperties() {
    assertThat(
            UnitState.parse(
                """
                Restart=no
                LoadState=loaded
                ActiveState=active
                SubState=running
                UnitFileState=enabled
                """))
        .contains(new UnitState("loaded", "active", "running", "enabled", "no"));
  }

  @Test
  void readsUnknownUnit() {
    assertThat(
            UnitState.parse(
                "LoadState=not-found\nActiveState=inactive\nSubState=dead\nUnitFileState=\n"))
        .contains(new UnitState("not-found", "inactive", "dead", "", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Segmentation fault",
        "LoadState=loaded\nActiveState=active\nSubState=running\n",
        "LoadState=loaded\nActiveState=\nUnitFileState=enabled\n",
        "LoadState=\nActiveState=active\nUnitFileState=enabled\n",
        "LoadState=loaded\nActiveState=%1;\nUnitFileState=enabled\n",
        "LoadState=loaded\nActiveState=active\nUnitFileState=\u0000\n"
      })
  void refusesWhatIsNoAnswer(String garbage) {
    assertThat(UnitState.parse(garbage)).isEmpty();
  }

  @Test
  void passesOverLinesThatAreNotProperties() {
    assertThat(
            UnitState.parse(
                "Warning: something\n=\nLoadState=loaded\nActiveState=active\nUnitFileState=\n"))
        .contains(new UnitState("loaded", "active", "", "", ""));
  }
}
