package dev.featured.adapters.systemd;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.feature.RestartPolicy;
import dev.featured.engine.feature.UnitName;

/** Drop-ins that are read and never written; what would be written is noted. */
final class OnlyRead extends RestartPolicies {
  private final RestartPolicies real;
  private final ImmutableList.Builder<Rehearsal.Act> acts = ImmutableList.builder();

  OnlyRead(RestartPolicies real) {
    this.real = real;
  }

  ImmutableList<Rehearsal.Act> acts() {
    return acts.build();
  }

  @Override
  boolean says(UnitName unit, RestartPolicy policy) throws DropInFault {
    return real.says(unit, policy);
  }

  @Override
  boolean write(UnitName unit, RestartPolicy policy) throws DropInFault {
    if (real.says(unit, policy)) {
      return false;
    }
    acts.add(
        new Rehearsal.Act(
            "write Restart=" + policy.systemdValue() + " to auto_restart.conf of " + unit,
            "it does not say exactly that",
            false));
    return true;
  }

  @Override
  boolean remove(UnitName unit) {
    throw new IllegalStateException(
        "only starts and stops are rehearsed; neither removes the drop-in of " + unit);
  }
}
