package dev.featured.engine.core;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.feature.RestartPolicy;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaskTest {
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REMOVE_DROP_INS")
  void dropInsThatStaySaySomething(Task.Kind kind) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Task(kind, ImmutableList.of(), ImmutableList.of(), Optional.empty()));
  }

  @Test
  void dropInsThatGoSayNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Task.of(
                    Task.Kind.REMOVE_DROP_INS,
                    ImmutableList.of(),
                    ImmutableList.of(),
                    RestartPolicy.NO));
  }
}
